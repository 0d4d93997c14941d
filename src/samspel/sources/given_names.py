"""Given names that are common in Sweden and its neighbours, folded. Data, read by `pasted_columns`.

They only help to propose that a column is about persons; a name that is not here makes nothing
pass unseen, since a column whose heading nobody knows is always shown to a person first. Written
down by hand, of several generations and languages; names of places and of things are left out.
"""

__all__ = ["GIVEN_NAMES"]

_NAMES = """
adam agnes agneta aida albin alexander alexandra alfred ali alice alicia alma alva amanda amelia
amina amir anders andreas andré anette angelica anita anja ann anna anneli annelie annette annie
annika anton antti arne aron arvid astrid august aurora axel barbro beatrice bengt benjamin
benny berit bernt bertil birgit birgitta bitte björn bo bodil bosse britt britta bror börje
camilla carin carina carl carl-johan carola caroline cassandra catarina cathrine cecilia
charlotta charlotte chris christer christian christina christine christoffer claes clara connie
conny cornelia dag dagmar dan daniel daniela david denise dennis desirée ebba eddie edith edvin
edward einar eino eivor elena eleonor elias elin elina elisabet elisabeth elise ella ellen
elliot elsa elvira emanuel emelie emil emilia emily emma emmanuel erik erika erkki ernst esbjörn
ester eva evelina ewa fabian fadi fanny fatima felicia felix filip filippa folke frans fredric
fredrik fredrika frida fritz gabriel gabriella george gerd gerda gisela greger greta gudrun gull
gun gunborg gunhild gunilla gunnar gunnel gunvor gustaf gustav göran gösta hampus hanna hannah
hannes hans harald harriet harry hassan hasse hedda hedvig heidi helen helena helene helge
henning henric henrik henrika herman hilda hilma hjalmar hugo hussein håkan ibrahim ida idun
ilona ina inga inge ingeborg ingegerd ingela inger ingmar ingrid ingvar irene iris irma isa
isabel isabella isabelle isak ivan ivar jack jacob jakob jan jan-erik jana jane janet janne jari
jasmine jean jeanette jennifer jenny jens jeppe jerker jesper jessica jill jim jimmy joacim
joakim joar joel johan johanna johannes john johnny jon jonas jonatan jonathan jonna jonny jorma
josef josefin josefine josephine jouni judit juha jukka julia julian julius jörgen kaarina kai
kaj kajsa kalle kari karim karin karl karl-erik karla karolina kasper katarina katja katrin
kenneth kent kenth kerstin kevin khaled kim kirsi kirsten kjell klara klas knut krister kristian
kristiina kristin kristina kristine kristofer kristoffer kurt lana lars lars-erik lars-göran
lasse laura lea leena leif leila lena lennart leo leon leonard lilian lillemor lilly lina linda
line linn linnea linnéa linus lisa lisbet lisbeth liselott liv lotta lotten louise love lovisa
lucas ludvig lukas lydia mads magdalena magnus maja malena malin malte marcus margareta
margaretha margit mari maria mariana mariann marianne marie marika marina mario marita marjatta
markku marko markus marta martin martina mary mathias mathilda matilda mats matti mattias maud
max maximilian may melker melvin mia michael michaela miia mika mikael mikaela mikko milla milo
milton minna mira miranda moa mohamed mohammad mohammed mona monica monika morgan morten mustafa
märta måns nadia natalie nathalie neo nicholas nicklas niclas nicole niklas nikolaj nils nina
nora nore ola olaf olav ole olga oliver olivia olle olof olov omar oscar oskar osman ossian otto
ove owe patric patricia patrik paul paula pauli paulina pekka pelle per per-erik per-olof
pernilla pertti peter petra petri petter philip pia pierre pontus rachel ragnar ragnhild ralf
rasmus rebecca rebecka reidar reijo rickard rikard robert robin roger roine roland rolf roman
ronja ronny rosita roy runar rune rut ruth saga sakari salla sam samir samuel samuli sandra
sanna sara sarah sebastian selma sigrid sigurd sigvard simon siri siv sixten sofia sofie solveig
sonja sophia staffan stefan stein stellan sten stig stina sture sune susan susann susanna
susanne svante svea sven sven-erik svetlana sylvia synnöve sölve tage tanja tapio tea teodor
teresa terese theo theodor theres therese thomas thor thorbjörn thore thorsten tim timo tina
tobias toini tom tomas tommy torbjörn tord tore torgny torkel torsten tove tuija tuomas ture
tuula tyra uffe ulf ulla ulla-britt ulrica ulrika urban ursula valdemar valter vanja vera verner
veronica veronika vicky victor victoria viggo viktor viktoria vilhelm ville vilma vincent viola
vivi vivianne walter wendela wictoria wilhelm wille william wilma yasmin ylva yngve yusuf yvonne
zahra zara åke åsa åse örjan östen øystein øyvind
"""
GIVEN_NAMES = frozenset(_NAMES.split())
