"""Who may have a certificate: a share of attendance, a score, or both; and why not, in words."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from laomo_desktop.domain.attendance import Tally
from laomo_desktop.domain.errors import Refused


@dataclass(frozen=True, slots=True)
class Verdict:
    """``reasons`` are empty when passed, else one phrase a fault."""

    passed: bool
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        return "合格" if self.passed else "；".join(self.reasons)


@dataclass(frozen=True, slots=True)
class PassRule:
    """``min_share`` of periods (0..1) and ``min_score``; None asks for nothing."""

    min_share: Fraction | None = None
    min_score: Decimal | None = None

    @classmethod
    def of(cls, percent: int | None, score: int | None) -> "PassRule":
        """The rule of a training: percent of attendance 0..100 and score. Raises `Refused`."""
        if percent is not None and not 0 <= percent <= 100:
            raise Refused(f"合格出勤率{percent}%不对", todo="应在0到100之间")
        if score is not None and score < 0:
            raise Refused(f"合格成绩{score}不对", todo="不能小于0")
        share = None if percent is None else Fraction(percent, 100)
        return cls(share, None if score is None else Decimal(score))

    def judge(self, attended: Tally, score: Decimal | int | None = None) -> Verdict:
        """One person's verdict; ``attended`` counts the periods of the training."""
        reasons = tuple(reason for reason in (self._of_share(attended), self._of_score(score)) if reason)
        return Verdict(not reasons, reasons)

    def _of_share(self, attended: Tally) -> str:
        if not self.min_share:
            return ""
        if attended.share is None:
            return "没有考勤"
        if attended.share >= self.min_share:
            return ""
        return f"出勤 {attended.present}/{attended.expected}，不足 {percent_words(self.min_share)}"

    def _of_score(self, score: Decimal | int | None) -> str:
        if self.min_score is None:
            return ""
        if score is None:
            return "没有成绩"
        return f"成绩 {Decimal(score):f}，低于 {self.min_score:f}" if score < self.min_score else ""


def percent_words(share: Fraction) -> str:
    """80%, 66.7%: one decimal at most, none when whole."""
    tenths = round(share * 1000)
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10}%"
