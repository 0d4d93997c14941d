"""The other commands, end to end, on the made-up region and on real data."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Run
from samspel.cli import main
from samspel.cli.parser import SERVICE_VERBS, language_of
from samspel.tables import read, snapshot
from tables.made import CELLS, folder


def test_the_example_is_without_fault(samspel: Run, region: Path) -> None:
    said = samspel("check", region)
    assert (said.code, said.out.decode(), said.err) == (0, "No problems found.\n", "")


def test_the_example_is_the_same_from_the_same_seed(
    samspel: Run, region: Path, tmp_path: Path
) -> None:
    said = samspel("example", tmp_path / "again")
    assert said.code == 0
    assert "--ecosystem besoksnaring" in said.err
    first = {p.relative_to(region): p.read_bytes() for p in region.rglob("*") if p.is_file()}
    second = {
        p.relative_to(tmp_path / "again"): p.read_bytes()
        for p in (tmp_path / "again").rglob("*")
        if p.is_file()
    }
    assert first == second


def test_check_prints_place_context_and_remedy(samspel: Run, tmp_path: Path) -> None:
    rows = "".join(f"p1;b{at};\n" for at in range(5))
    path = folder(tmp_path / "in", participations=CELLS["participations"] + rows)
    said = samspel("check", path)
    assert said.code == 1
    assert said.out.decode() == (
        "ERROR  participations.csv, column actor_id\n"
        "  row 4: b0 is not in the table actors.\n"
        "      p1 · b0\n"
        "  row 5: b1 is not in the table actors.\n"
        "      p1 · b1\n"
        "  row 6: b2 is not in the table actors.\n"
        "      p1 · b2\n"
        "  … and 2 more.\n"
        "  → Add it there, or correct the id here.\n"
        "\n"
        "5 errors, 0 warnings\n"
    )


def test_check_counts_what_it_does_not_list(samspel: Run, tmp_path: Path) -> None:
    rows = "".join(f"p1;b{at};\n" for at in range(1234))
    path = folder(tmp_path / "in", participations=CELLS["participations"] + rows)
    said = samspel("check", path).out.decode()
    assert "… and 1,231 more." in said
    assert "1,234 errors, 0 warnings" in said


def test_check_in_swedish(samspel: Run, tmp_path: Path) -> None:
    path = folder(tmp_path / "in", interplay="interplay_id;started_on\np1;3/4/2024\n")
    said = samspel("check", path, "--language", "sv").out.decode()
    assert "rad 2: 3/4/2024 kan läsas på två sätt." in said
    assert "→ Skriv datumet som 2026-09-30." in said


def test_check_answers_also_when_nothing_can_be_opened(samspel: Run, tmp_path: Path) -> None:
    said = samspel("check", tmp_path / "none.xlsx")
    assert (said.code, said.err) == (1, "")
    assert "There is no file or folder called none.xlsx." in said.out.decode()


def test_snapshot_is_one_line(samspel: Run, region: Path) -> None:
    said = samspel("snapshot", region)
    assert re.fullmatch(rb"sha256:[0-9a-f]{64}\n", said.out)
    assert said.out.decode().strip() == snapshot(read(region).tables)


def test_tables_with_an_error_are_not_converted(samspel: Run, tmp_path: Path) -> None:
    path = folder(tmp_path / "in", actors=None)
    said = samspel("convert", path, tmp_path / "out")
    assert (said.code, said.out) == (1, b"")
    assert not (tmp_path / "out").exists()


def test_a_name_that_ends_as_a_workbook_is_one(samspel: Run, tmp_path: Path) -> None:
    given, out = folder(tmp_path / "in"), tmp_path / "register.xlsx"
    assert samspel("convert", given, out).code == 0
    assert out.is_file()
    assert samspel("snapshot", out).out == samspel("snapshot", given).out


def test_convert_leaves_what_is_not_ours(samspel: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    said = samspel("convert", folder(tmp_path / "in"), tmp_path / "mine")
    assert said.code == 1
    assert "left as it is" in said.err


# ---------------------------------------------------------------------------------------- interreg


def test_the_mapping_is_printed_edited_and_passed_back(samspel: Run, tmp_path: Path) -> None:
    said = samspel("read", "interreg", "--print-mapping")
    assert (said.code, said.err) == (0, "")
    (tmp_path / "own.toml").write_bytes(said.out)
    (tmp_path / "p.csv").write_text("x\n")
    said = samspel(
        "read", "interreg", tmp_path / "p.csv", "--region", "N", "--ecosystem", "n",
        "--out", tmp_path / "out", "--mapping", tmp_path / "own.toml",
    )  # fmt: skip
    assert said.code == 1
    assert "projektnamn" in said.err
    assert not (tmp_path / "out").exists()


def test_what_interreg_needs_is_said(samspel: Run) -> None:
    said = samspel("read", "interreg")
    assert (said.code, said.out) == (2, b"")
    assert "PARTNERS.csv, --region, --ecosystem, --out" in said.err


def test_a_real_source(samspel: Run, shared_data: Path, tmp_path: Path) -> None:
    """Issue 2, item 4: Norrbotten's Interreg network, read, checked and measured."""
    partners = shared_data / "interreg-se-2021-2027" / "partners.csv"
    out = tmp_path / "norrbotten"
    said = samspel(
        "read", "interreg", partners, "--region", "Norrbottens län", "--ecosystem", "norrbotten",
        "--out", out,
    )  # fmt: skip
    assert (said.code, said.out) == (0, b"")
    assert "0 errors" in said.err
    assert samspel("check", out).code == 0
    said = samspel("gaps", out, "--as-recorded", "--on", "2026-09-30")
    assert said.code == 0
    assert "The research gap" in said.out.decode()
    assert "cannot say" in said.out.decode()


# --------------------------------------------------------------------------------- the whole of it


@pytest.mark.parametrize(
    ("argv", "environment", "language"),
    [
        ([], {}, "sv"),
        ([], {"LANG": "C.UTF-8"}, "sv"),
        ([], {"LANG": "sv_SE.UTF-8"}, "sv"),
        ([], {"LANG": "en_GB.UTF-8"}, "en"),
        ([], {"LANG": "fi_FI.UTF-8"}, "en"),
        ([], {"LANG": "en_GB.UTF-8", "LC_ALL": "sv_SE"}, "sv"),
        (["gaps", "--language", "sv"], {"LANG": "en_GB"}, "sv"),
        (["gaps", "--language=en"], {"LANG": "sv_SE"}, "en"),
        (["gaps", "--language"], {"LANG": "sv_SE"}, "sv"),
    ],
)
def test_the_language(argv: list[str], environment: dict[str, str], language: str) -> None:
    assert language_of(argv, environment) == language


def test_help_names_every_verb(samspel: Run) -> None:
    said = samspel("--help")
    assert said.code == 0
    text = said.out.decode()
    for verb in ("check", "read", "gaps", "example", "definitions", "convert", *SERVICE_VERBS):
        assert f"    {verb}" in text


@pytest.mark.parametrize("argv", [[], ["nothing"], ["gaps"], ["--nothing"]])
def test_bad_usage_is_two(argv: list[str], samspel: Run) -> None:
    said = samspel(*argv)
    assert (said.code, said.out) == (2, b"")
    assert "usage" in said.err


@pytest.mark.parametrize("verb", SERVICE_VERBS)
def test_the_services_verbs_are_handed_over(
    verb: str, samspel: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("django")
    seen: list[list[str]] = []

    def run_module(name: str, **_: object) -> None:
        assert name == "samspel.server"
        seen.append(list(sys.argv))
        raise SystemExit(3)

    monkeypatch.setattr("runpy.run_module", run_module)
    before = list(sys.argv)
    assert samspel(verb, "--port", "8001").code == 3
    assert seen == [["samspel", verb, "--port", "8001"]]
    assert sys.argv == before


def test_the_service_without_its_extra(samspel: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspel.cli.service.find_spec", lambda _: None)
    said = samspel("serve")
    assert said.code == 1
    assert "pip install 'samspel[web]'" in said.err


def test_a_reader_that_goes_away_is_no_fault(region: Path) -> None:
    """`samspel check … | head -1` ends in silence."""
    command = [sys.executable, "-m", "samspel.cli", "definitions"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0


def test_a_terminal_without_unicode_still_gets_the_answer(region: Path) -> None:
    command = [sys.executable, "-m", "samspel.cli", "gaps", str(region), "--on", "2026-09-30"]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert b"besoksnaring" in done.stderr
    done = subprocess.run(
        [*command, "--ecosystem", "mat"], capture_output=True, env=environment, check=False
    )
    assert done.returncode == 0
    assert "Forskningsgapet" in done.stdout.decode()


def test_main_takes_the_arguments_of_the_process(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["samspel", "--version"])
    assert main() == 0
    assert re.match(r"samspel \d", capsys.readouterr().out)


def test_a_full_disk_is_said_in_one_line(
    samspel: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device", "out")

    monkeypatch.setattr("samspel.cli.convert.write", full)
    out = tmp_path / "out"
    said = samspel("convert", folder(tmp_path / "in"), out)
    told = f"{out} cannot be written: the disk is full. Make room, or write elsewhere.\n"
    assert (said.code, said.err) == (1, told)
