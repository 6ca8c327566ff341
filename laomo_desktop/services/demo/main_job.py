"""The main job, step by step: Excel in, class, sheet, attendance, certificates."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from laomo_desktop.domain.field import RowId
from laomo_desktop.services import attendance, certificates, imports, outputs, prints, trainings
from laomo_desktop.services.demo.samples import ENTERPRISES, ROSTER, TITLE, TRAINEES, new_class, sample
from laomo_desktop.services.desk import Desk
from laomo_desktop.services.prints import Paper

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Show:
    """The main job, step by step; every file goes to ``out`` and is told."""

    desk: Desk
    out: Path
    tell: Tell

    def run(self) -> RowId:
        """Excel in, class, sheet, attendance, certificates; returns the class."""
        self.import_workbook("enterprises", ENTERPRISES)
        self.import_workbook("people", ROSTER)
        training = new_class(self.desk, title=TITLE)
        self.tell(f"新建培训班“{TITLE}”，4节。")
        result = imports.apply(
            self.desk, imports.preview(self.desk, "people", sample(TRAINEES)), training=training
        )
        self.tell(f"导入参训名单：报名{result.enrolled}人，待处理{result.pending}件。")
        trainings.move(self.desk, training, "start")
        self.save(prints.sign_in(self.desk, training), "签到表.pdf")
        self.attend(training)
        trainings.move(self.desk, training, "finish")
        self.certify(training)
        return training

    def import_workbook(self, register: str, name: str) -> None:
        """Preview, import, and the clerk's own workbook back with what is wrong."""
        of = imports.preview(self.desk, register, sample(name))
        report = self.out / f"{Path(name).stem}_错误说明.xlsx"
        marked = imports.write_report(of, report)
        imports.apply(self.desk, of)
        self.tell(f"导入{name}：{of.sentence}。" + (f"错误说明：{report}" if marked else ""))

    def attend(self, training: RowId) -> None:
        """Four periods from the numbered sheet, as a clerk types them."""
        for period, line in enumerate(("全到", "1-50,51迟,52假", "全到,除7,9", "全到"), start=1):
            _, tally = attendance.quick(self.desk, training, period, line)
            self.tell(f"第{period}节考勤“{line}”：{tally.sentence}。")
        self.save(prints.attendance(self.desk, training), "考勤表.pdf")

    def certify(self, training: RowId) -> None:
        """Certificates for those who passed, printed in one PDF."""
        done = certificates.issue(self.desk, training)
        self.tell(f"{done.sentence}。")
        self.save(prints.certificate_pages(self.desk, done.keys), "结业证书.pdf")

    def save(self, paper: Paper, name: str) -> None:
        """A paper into the folder."""
        path = self.out / name
        outputs.put(path, paper.pdf)
        prints.note(self.desk, paper.printed)
        self.tell(f"{paper.title}：{path}")
