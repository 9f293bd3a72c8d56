"""Archives, mail, feeds and tables give the reports that lie in them; what is damaged, locked or too large is named."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.gathering import archives
from sayso.gathering.gather import Gathered, gather
from sayso.model.report import Report

RAID = "Federal agents arrested 40 workers at a cannery in Dayton, Ohio, on Tuesday."
FIRE = "A fire in a warehouse in Boise, Idaho, killed three people on Friday."


def found(path: Path) -> list[Gathered]:
    return list(gather([path]))


def reports(path: Path) -> dict[str, Report]:
    return {r.id: r for r in found(path) if isinstance(r, Report)}


def errors(path: Path) -> list[str]:
    return [e.reference for e in found(path) if isinstance(e, InputError)]


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


FILES = {"raid.txt": RAID.encode(), "more/fire.md": FIRE.encode(), "__MACOSX/raid.txt": b"junk", "more/": b""}


@pytest.mark.parametrize("data", [zipped(FILES), tarred({k: v for k, v in FILES.items() if v})], ids=["zip", "tar"])
@pytest.mark.parametrize("name", ["pile.zip", "pile.tar", "pile", "pile.txt"])
def test_an_archive_is_told_by_its_content_and_its_files_are_reports(data: bytes, name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert {i: r.text for i, r in reports(tmp_path / name).items()} == {
        f"{name}/raid.txt": RAID,
        f"{name}/more/fire.md": FIRE,
    }
    assert errors(tmp_path / name) == []


def test_packed_files_and_archives_in_archives_are_opened(tmp_path: Path) -> None:
    (tmp_path / "raid.txt.gz").write_bytes(gzip.compress(RAID.encode()))
    (tmp_path / "pile.tar.gz").write_bytes(gzip.compress(tarred({"fire.txt": FIRE.encode()})))
    (tmp_path / "outer.zip").write_bytes(zipped({"inner.zip": zipped({"raid.txt": RAID.encode()})}))
    assert set(reports(tmp_path)) == {"raid.txt", "pile.tar/fire.txt", "outer.zip/inner.zip/raid.txt"}


def test_a_bad_file_in_an_archive_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "pile.zip"
    path.write_bytes(zipped({"a.txt": b"", "b.txt": RAID.encode(), "c.png": b"\x89PNG\r\n\x1a\n"}))
    assert set(reports(path)) == {"pile.zip/b.txt"}
    bad = [e for e in found(path) if isinstance(e, InputError)]
    assert [(e.reference, e.where) for e in bad] == [
        ("report-empty", f"{path}/a.txt"),
        ("kind-unknown", f"{path}/c.png"),
    ]


def test_names_that_lead_out_of_an_archive_write_nothing(tmp_path: Path) -> None:
    path = tmp_path / "in" / "pile.zip"
    path.parent.mkdir()
    path.write_bytes(zipped({"../../escaped.txt": RAID.encode()}))
    assert [r.text for r in reports(path).values()] == [RAID]
    assert {p.name for p in tmp_path.rglob("*")} == {"in", "pile.zip"}


def test_a_bomb_is_refused_before_it_fills_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_UNPACKED", 3_000_000)
    monkeypatch.setattr(
        archives.Room, "__init__", lambda self: (setattr(self, "files", 50), setattr(self, "size", 3_000_000))[0]
    )
    (tmp_path / "bomb.zip").write_bytes(zipped({"big.txt": b"0" * 20_000_000}))
    (tmp_path / "many.zip").write_bytes(zipped({f"{k}.txt": RAID.encode() for k in range(200)}))
    (tmp_path / "raid.txt").write_text(RAID, "utf-8")
    assert errors(tmp_path).count("archive-too-large") == 2
    assert "raid.txt" in reports(tmp_path)


def test_archives_in_archives_have_an_end(tmp_path: Path) -> None:
    data = RAID.encode()
    for _ in range(9):
        data = zipped({"in.zip": data})
    (tmp_path / "deep.zip").write_bytes(data)
    assert errors(tmp_path) == ["archive-too-deep"]


@pytest.mark.parametrize("cut", [30, 60, -30])
def test_a_cut_archive_is_named(cut: int, tmp_path: Path) -> None:
    (tmp_path / "pile.zip").write_bytes(zipped(FILES)[:cut])
    assert errors(tmp_path)
    assert set(errors(tmp_path)) <= {"archive-damaged", "report-not-text"}


def letter(**attached: bytes) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Press Office <press@agency.example>"
    message["To"] = "desk@record.example"
    message["Subject"] = "Raid on cannery"
    message["Date"] = "Wed, 10 Mar 2021 23:30:00 -0500"
    message.set_content(RAID + "\n")
    message.add_alternative(f"<p>{RAID}</p>", subtype="html")
    for name, data in attached.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message


def test_a_message_is_a_report_and_so_is_what_is_attached(tmp_path: Path) -> None:
    path = tmp_path / "note.eml"
    path.write_bytes(letter(fire_txt=FIRE.encode(), pile_zip=zipped({"raid.txt": RAID.encode()})).as_bytes())
    got = reports(path)
    assert set(got) == {"note.eml", "note.eml/fire.txt", "note.eml/pile.zip/raid.txt"}
    own = got["note.eml"]
    assert (own.text.strip(), own.title, own.author, own.published) == (
        RAID,
        "Raid on cannery",
        "Press Office",
        "2021-03-10",
    )


def test_a_message_with_a_page_only_is_read_as_text(tmp_path: Path) -> None:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "a@b.example", "Fire", "Fri, 12 Mar 2021 08:00:00 +0000"
    message.set_content(
        f"<html><body><script>alert(700)</script><p>{FIRE}</p><p>None fled.</p></body></html>", subtype="html"
    )
    (tmp_path / "page.eml").write_bytes(message.as_bytes())
    (own,) = reports(tmp_path).values()
    assert FIRE in own.text
    assert "alert" not in own.text


def test_a_mailbox_holds_a_report_a_message(tmp_path: Path) -> None:
    mark = b"From press@agency.example Wed Mar 10 08:00:00 2021\n"
    (tmp_path / "box.mbox").write_bytes(mark + letter().as_bytes() + b"\n" + mark + letter().as_bytes())
    assert set(reports(tmp_path)) == {"box.mbox#1", "box.mbox#2"}


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbor County Record</title><link>https://r.example/</link>
<item><title>Raid on cannery</title><link>https://r.example/raid</link><dc:creator>Dana Whitlow</dc:creator>
<pubDate>Wed, 10 Mar 2021 08:00:00 GMT</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{RAID}</p><p>Families waited.</p>]]></content:encoded></item>
<item><title>Nothing</title></item>
<item><title>Fire</title><description>{FIRE}</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Record</title><entry><title>Raid</title>
<link rel="self" href="https://r.example/x.atom"/><link href="https://r.example/raid"/>
<published>2021-03-10T08:00:00Z</published><updated>2021-03-12T08:00:00Z</updated><author><name>Dana Whitlow</name></author>
<content type="html">&lt;p&gt;{RAID}&lt;/p&gt;</content></entry></feed>"""


def test_entries_of_a_feed_are_reports_of_its_site(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS, "utf-8")
    got = reports(tmp_path)
    assert set(got) == {"feed.xml#1", "feed.xml#3"}
    own = got["feed.xml#1"]
    assert own.text == f"{RAID}\n\nFamilies waited."
    assert (own.title, own.url, own.publisher, own.author, own.published) == (
        "Raid on cannery",
        "https://r.example/raid",
        "Harbor County Record",
        "Dana Whitlow",
        "2021-03-10",
    )
    assert errors(tmp_path) == ["entry-empty"]


def test_an_atom_feed_gives_published_and_updated(tmp_path: Path) -> None:
    (tmp_path / "feed.atom").write_text(ATOM, "utf-8")
    (own,) = reports(tmp_path).values()
    assert (own.text, own.url, own.author) == (RAID, "https://r.example/raid", "Dana Whitlow")
    assert (own.published, own.updated) == ("2021-03-10", "2021-03-12")


def test_entities_of_a_feed_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the house", "utf-8")
    hostile = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "0123456789"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        f'<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss><channel><title>T</title><item><description>{RAID} &x; &b;'
        "</description></item></channel></rss>"
    )
    (tmp_path / "feed.rss").write_text(hostile, "utf-8")
    text = "".join(r.text for i, r in reports(tmp_path).items() if i != "secret.txt")
    assert "secret of the house" not in text


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_rows_of_a_table_are_reports(mark: str, tmp_path: Path) -> None:
    rows = [
        ["id", "Title", "text", "published"],
        ["a", "Raid", RAID.replace(",", " "), "2021-03-10"],
        ["b", "", "", ""],
    ]
    path = tmp_path / ("pile.tsv" if mark == "\t" else "pile.csv")
    path.write_text("\n".join(mark.join(row) for row in rows), "utf-8")
    (own,) = reports(tmp_path).values()
    assert (own.id, own.title, own.published) == ("a", "Raid", "2021-03-10")
    assert errors(tmp_path) == ["line-without-text"]


def test_a_table_without_a_text_is_refused_with_its_columns(tmp_path: Path) -> None:
    (tmp_path / "pile.csv").write_text("id,words\n1,x\n", "utf-8")
    (error,) = [e for e in found(tmp_path) if isinstance(e, InputError)]
    assert error.reference == "table-without-text"
    assert "words" in error.what
