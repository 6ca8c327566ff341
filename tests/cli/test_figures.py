"""figures and the reports' papers by command, on a store with a class in it."""

from tests.cli.running import Office


def test_the_years_figures_against_the_targets(district: Office) -> None:
    assert district.run("training", "new", "--title", "统计班", "--kind", "安全生产大课堂", "--date", "2026-03-06",
                        "--periods", "2").code == 0  # fmt: skip
    span = ("figures", "--year", "2026", "--until", "2026-12-31")
    assert district.ok(*span)["figures"]["trainings"]["value"] == 0  # a class being prepared has not taken place
    assert district.run("training", "move", "统计班", "开班").code == 0
    told = district.ok("figures", "--year", "2026", "--until", "2026-12-31", "--by", "month")
    assert (told["from"], told["until"], told["office"]) == ("2026-01-01", "2026-12-31", "370602")
    assert told["figures"]["trainings"]["value"] >= 1
    assert told["figures"]["events"]["value"] == sum(g["numbers"]["events"] for g in told["groups"])
    assert told["figures"]["people"]["rule"].startswith("培训班实到过的人")
    march = district.ok("figures", "--since", "2026-03-01", "--until", "2026-03-31")
    assert march["figures"]["events"]["so_far"] >= march["figures"]["events"]["value"] >= 2


def test_papers_of_the_office(district: Office) -> None:
    for words in (("figures", "--year", "2026"), ("ledger", "trainings"), ("dossier", district.folder.name)):
        out = district.folder / f"{words[0]}.pdf"
        ran = district.run("print", *words, "-o", out)
        if words[0] == "dossier":
            assert ran.code == 1
            assert "Traceback" not in ran.errors
        else:
            assert ran.code == 0, ran.errors
            assert out.read_bytes().startswith(b"%PDF")


def test_nonsense_is_refused_in_a_sentence(district: Office) -> None:
    for words, part in (
        (("figures", "--year", "2026", "--until", "2025-01-01"), "不在2026年内"),
        (("figures", "--since", "2026-05-01", "--until", "2026-03-01"), "结束日期早于开始日期"),
        (("figures", "--office", "火星"), "不是已知的工会"),
        (("figures", "--year", "26"), "年度26不对"),
        (("print", "ledger", "nix", "-o", "x.pdf"), "没有叫“nix”的台账"),
        (("print", "dossier", "-o", "x.pdf"), "没有写明"),
    ):
        ran = district.run(*words)
        assert (ran.code, ran.out) == (1, ""), words
        assert part in ran.errors
        assert "Traceback" not in ran.errors
