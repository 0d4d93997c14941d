"""The addresses of the questions: of who asks, within a region, and of who answers, without."""

from django.urls import path

from samspel.pages.surveys import asking, pasting, respondent, waves

__all__ = ["ANSWERS", "WAVES"]

WAVES = [
    path("ecosystems/<str:ecosystem_id>/ask/", asking.ask, name="ask"),
    path("ecosystems/<str:ecosystem_id>/ask/<str:actor_id>/", asking.speaker, name="speaker"),
    path("ecosystems/<str:ecosystem_id>/ask-many/", pasting.speakers, name="speakers"),
    path("waves/", waves.waves, name="waves"),
    path("waves/<str:wave_id>/", waves.wave, name="wave"),
    path("waves/<str:wave_id>/do/", waves.act, name="wave-act"),
    path("waves/<str:wave_id>/close/", waves.close, name="wave-close"),
]

ANSWERS = [
    path("answer/<str:token>/", respondent.start, name="answer"),
    path("answer/<str:token>/<int:number>/", respondent.question, name="answer-page"),
    path("answer/<str:token>/end/", respondent.end, name="answer-end"),
    path("answer/<str:token>/no-thanks/", respondent.no_thanks, name="answer-stop"),
]
