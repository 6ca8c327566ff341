"""证书: numbered papers, frozen as printed."""

from laomo_desktop.domain.field import Field, Kind, Merge, Search
from laomo_desktop.domain.register import Register, Section
from laomo_desktop.domain.states import CERTIFICATE

CERTIFICATE_KINDS = ("结业证书", "培训合格证书", "荣誉证书", "聘书", "出师证书")

CERTIFICATES = Register(
    name="certificates",
    label="证书",
    unit="本",
    icon="certificate",
    title="number",
    fields=(
        Field(name="number", label="证书编号", required=True, search=Search.WORDS, frozen=True, width=14, indexed=True),
        Field(name="kind", label="证书种类", kind=Kind.CHOICE, choices=CERTIFICATE_KINDS, frozen=True, width=6),
        Field(name="person", label="人员", kind=Kind.LINK, target="people", frozen=True, width=6, indexed=True),
        Field(name="holder", label="证书上的姓名", kind=Kind.NAME, frozen=True, search=Search.NAME, width=6),
        Field(name="training", label="培训班", kind=Kind.LINK, target="trainings", frozen=True, width=16, indexed=True),
        Field(name="issued", label="发证日期", kind=Kind.DATE, frozen=True, width=8, indexed=True),
        Field(name="state", label="状态", kind=Kind.CHOICE, choices=CERTIFICATE.labels, default=CERTIFICATE.initial.label, merge=Merge.LATTICE, frozen=True, width=4),
        Field(name="reason", label="作废原因", frozen=True, width=10),
        Field(name="office", label="发证工会", kind=Kind.OFFICE, frozen=True, width=6, indexed=True),
        Field(name="year", label="年度", kind=Kind.INT, frozen=True, width=4),
        Field(name="sequence", label="顺序号", kind=Kind.INT, frozen=True, width=4),
        Field(name="body", label="正文", kind=Kind.LONG, frozen=True, width=20),
        Field(name="signed", label="二维码内容", kind=Kind.LONG, frozen=True, width=20),
        Field(name="prints", label="打印次数", kind=Kind.INT, default=0, merge=Merge.LOCAL, frozen=True, width=4),
    ),
    columns=("number", "kind", "holder", "training", "issued", "state", "prints"),
    sections=(Section("证书", ("number", "kind", "holder", "person", "training", "issued", "state", "reason", "body", "prints")),),
    filters=("state", "kind", "year", "office", "prints"),
    identity=(("number",),),
    order=("-issued", "number"),
    importable=False,
    empty="还没有证书。培训班结业后，在培训班页面点“发证”。",
)
