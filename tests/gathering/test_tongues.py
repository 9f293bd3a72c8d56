"""What is not in English is kept and named, and not read; whatever is English is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.codebook.loading import lexicon
from sayso.gathering.gather import described, gather
from sayso.gathering.tongues import Tongue, understood
from sayso.model.report import Report
from tests.factories import RAID
from tests.samples import sample_reports

# the same news in other words, written for this test
FOREIGN = {
    "es": "Agentes federales detuvieron el martes a 40 trabajadores en una planta de conservas, según informó el jefe de "
    "la policía del condado. Doce de ellos quedaron en libertad por la noche y fueron recibidos por sus familias.",
    "fr": "Des agents fédéraux ont arrêté mardi 40 ouvriers dans une conserverie, a annoncé le shérif du comté. Douze "
    "d'entre eux ont été relâchés dans la soirée et ont retrouvé leurs familles devant l'usine.",
    "de": "Bundesbeamte nahmen am Dienstag 40 Arbeiter in einer Fischfabrik fest, wie der Sheriff des Landkreises "
    "mitteilte. Zwölf von ihnen kamen am Abend wieder frei und kehrten zu ihren Familien zurück.",
    "pt": "Agentes federais prenderam na terça-feira 40 trabalhadores numa fábrica de conservas, informou o xerife do "
    "condado. Doze deles foram libertados à noite e voltaram para as suas famílias.",
    "it": "Martedì gli agenti federali hanno arrestato 40 operai in una fabbrica di conserve, ha detto lo sceriffo della "
    "contea. Dodici di loro sono stati rilasciati in serata e sono tornati dalle loro famiglie.",
    "nl": "Federale agenten hebben dinsdag 40 arbeiders opgepakt in een conservenfabriek, zo meldde de sheriff van het "
    "district. Twaalf van hen kwamen 's avonds weer vrij en gingen terug naar hun gezinnen.",
    "pl": "Funkcjonariusze zatrzymali we wtorek 40 pracowników zakładu przetwórstwa ryb, poinformował szeryf hrabstwa. "
    "Dwunastu z nich zwolniono wieczorem i wrócili do swoich rodzin.",
    "tr": "Federal ajanlar salı günü bir konserve fabrikasında 40 işçiyi gözaltına aldı, ilçe şerifi açıkladı. "
    "Bunlardan on ikisi akşam serbest bırakıldı ve ailelerinin yanına döndü.",
    "vi": "Các đặc vụ liên bang đã bắt giữ 40 công nhân tại một nhà máy đóng hộp hôm thứ Ba, cảnh sát trưởng quận cho "
    "biết. Mười hai người trong số họ được thả vào buổi tối và trở về với gia đình.",
    "ru": "Федеральные агенты задержали во вторник 40 рабочих на консервном заводе, сообщил шериф округа. Двенадцать "
    "из них вечером отпустили, и они вернулись к своим семьям.",
    "uk": "Федеральні агенти затримали у вівторок 40 робітників на консервному заводі, повідомив шериф округу. "
    "Дванадцятьох із них увечері відпустили, і вони повернулися до своїх родин.",
    "ar": "اعتقل عملاء اتحاديون يوم الثلاثاء 40 عاملا في مصنع للتعليب، حسبما قال شريف المقاطعة. وأفرج عن اثني عشر منهم "
    "في المساء وعادوا إلى عائلاتهم.",
    "fa": "ماموران فدرال روز سه‌شنبه ۴۰ کارگر را در یک کارخانه کنسروسازی بازداشت کردند، کلانتر شهرستان گفت. دوازده نفر "
    "از آنها شب آزاد شدند و نزد خانواده‌های خود بازگشتند.",
    "zh": "县警长说，联邦探员星期二在一家罐头厂逮捕了40名工人。其中十二人当晚获释，回到了家人身边。",
    "ja": "郡保安官によると、連邦捜査官は火曜日に缶詰工場で労働者40人を逮捕した。うち12人は夜に釈放された。",
    "ko": "연방 요원들이 화요일 통조림 공장에서 노동자 40명을 체포했다고 카운티 보안관이 말했다. 그중 12명은 저녁에 풀려났다.",
    "hi": "काउंटी शेरिफ ने बताया कि संघीय एजेंटों ने मंगलवार को एक कारखाने में 40 मजदूरों को गिरफ्तार किया।",
}
# what an English report may hold and must keep
ENGLISH = [
    "Raid on cannery",
    "40 arrested in Dayton",
    "WORKERS HELD AFTER RAID ON CANNERY IN DAYTON",
    "HUNDREDS MARCH",
    "Juan García López, María Fernández Núñez, José Hernández, Ana Lucía Pérez, Luis Ortega Peña, Rosa Jiménez",
    "Ayşe Yılmaz, 34; Mehmet Öztürk, 41; Zeynep Çelik, 29; Emre Şahin, 52; Fatma Arslan, 19",
    "Monday: 5 arrests\nTuesday: 9 arrests\nWednesday: 12 arrests",
    "Ohio 40\nIowa 12\nIdaho 7\nTexas 125\nCalifornia 300",
    "lol they rly took 40 ppl frm my shift smh 😢🙏 #raids #cannery",
    "omg wtf ICE n da hood rn. 12 ppl gone. pls rt!!! 😡😡",
    "so sad. no wrds. 40 famlies w/out there dads tonite",
    "St. Louis, Des Moines, Baton Rouge, El Paso, Las Cruces, Los Angeles, San Antonio, Santa Fe",
    "The union's slogan, “ningún ser humano es ilegal, y aquí estamos y no nos vamos”, was painted on 40 signs.",
    "He shouted “¡Viva la huelga! ¡No nos moverán, compañeros, no nos moverán jamás!” as 12 workers were led away.",
    "Nuestra Señora de Guadalupe parish took in 40 people.",
    "Agentes de Pastoral Negros, a group in São Paulo, counted 14 dead.",
    "1,200 detained; 40 charged; 7 deported",
    "Dr. Łukasz Wiśniewski and Prof. Nguyễn Văn An of the clinic treated 14 of the injured.",
    "",
]


def tongue(text: str) -> Tongue:
    return understood(text, lexicon())


@pytest.mark.parametrize("code", FOREIGN)
def test_a_report_in_another_language_is_kept_and_named(code: str):
    given = Report(id="r", text=f"{FOREIGN[code]}\n\n{FOREIGN[code]}")
    found = described(given, lexicon())
    assert found.text == given.text
    assert found.language == code
    assert found.view.split() == []
    assert [c == "\n" for c in found.view] == [c == "\n" for c in given.text]
    assert len(found.notes) == 1
    assert found.notes[0].endswith(f"({code}): kept, not read")


@pytest.mark.parametrize("code", FOREIGN)
def test_a_passage_in_another_language_is_left_out_and_told_where(code: str):
    text = f"{RAID}\n\n{FOREIGN[code]}\n\n{RAID}"
    found = tongue(text)
    start = len(RAID) + 2
    end = start + len(FOREIGN[code])
    assert found.language == "en"
    assert found.view == text[:start] + " " * (end - start) + text[end:]
    (note,) = found.notes
    assert note.startswith(f"characters {start}-{end} in ")
    assert note.endswith(f" ({code}): kept, not read")


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_never_called_foreign(text: str):
    for whole in (text, f"{RAID}\n\n{text}", f"{text}\n\n{RAID}\n\n{text}"):
        found = tongue(whole)
        assert (found.view, found.notes) == (whole, ())
        assert found.language in ("en", None)


def test_short_lines_between_foreign_passages_go_with_them():
    text = f"{FOREIGN['es']}\n\nDoce libres\n\n{FOREIGN['es']}"
    found = tongue(text)
    assert found.language == "es"
    assert not found.view.strip()


def test_passages_side_by_side_are_one_note_and_notes_are_few():
    both = f"{RAID}\n\n{FOREIGN['fr']}\n\n{FOREIGN['fr']}\n\n{RAID}"
    assert len(tongue(both).notes) == 1
    many = "\n\n".join([RAID, FOREIGN["fr"]] * 9 + [RAID])
    found = tongue(many)
    assert len(found.notes) == 6
    assert found.notes[-1] == "4 more passages in French (fr): kept, not read"


def test_a_long_paragraph_is_told_apart_by_its_sentences():
    text = " ".join([RAID, RAID, RAID, FOREIGN["de"], FOREIGN["de"], RAID, RAID, RAID])
    found = tongue(text)
    assert found.language == "en"
    assert found.view.count("Federal agents arrested 40") >= 5
    assert "Sheriff des Landkreises" not in found.view


def test_all_sample_reports_are_english():
    assert {r.language for r in sample_reports()} == {"en"}
    assert [n for r in sample_reports() for n in r.notes if "not read" in n] == []


def test_a_folder_with_a_foreign_report_goes_on(tmp_path: Path):
    (tmp_path / "a.txt").write_text(FOREIGN["es"], "utf-8")
    (tmp_path / "b.txt").write_text(RAID, "utf-8")
    found = [r for r in gather([tmp_path]) if isinstance(r, Report)]
    assert [(r.id, r.language) for r in found] == [("a.txt", "es"), ("b.txt", "en")]
