"""Names as people in Sweden have today, by background and, for the largest group, by age."""

from __future__ import annotations

from typing import NamedTuple


class Pool(NamedTuple):
    women: list[str]
    men: list[str]
    families: list[str]


def each(names: str) -> list[str]:
    """Names with a space between, as a list."""
    return names.split()


_FAMILIES = each(
    "Andersson Johansson Karlsson Nilsson Eriksson Larsson Olsson Persson Svensson Gustafsson "
    "Pettersson Jonsson Hansson Lindberg Lindström Axelsson Bergström Lundqvist Mattsson Berglund "
    "Fredriksson Sandberg Henriksson Forsberg Sjöberg Wallin Engström Eklund Lundin Holmgren Björk "
    "Bergman Samuelsson Fransson Nyberg Holmberg Arvidsson Isaksson Söderberg Nyström Blomqvist "
    "Hellström Åkesson Norén Strömberg Ekström Hedberg Sundström Öberg Sjögren Lilja Dahlgren"
)

OLDER = Pool(
    each("Birgitta Gunilla Kerstin Ingrid Margareta Inger Barbro Gun Ulla Siv Maj-Britt Anita"),
    each("Lars Bengt Sven Göran Kjell Rolf Bo Leif Gunnar Åke Stig Ingvar"),
    _FAMILIES,
)
MIDDLE = Pool(
    each("Annika Åsa Pernilla Camilla Helena Monica Jenny Susanne Cecilia Katarina Malin Ulrika"),
    each("Peter Magnus Fredrik Thomas Stefan Mats Niklas Ulf Håkan Patrik Joakim Torbjörn"),
    _FAMILIES,
)
YOUNGER = Pool(
    each("Emma Elin Linnea Matilda Ida Sara Julia Alva Wilma Moa Ebba Hanna Felicia Tilda"),
    each("Oscar Viktor Simon Emil Anton Filip Hugo Alexander Isak Axel Gustav Melker Love"),
    _FAMILIES,
)
_OTHERS = (
    ("Zainab Noor Rana Hiba Samira Dalal", "Omar Yousef Khaled Hassan Tarek Bilal",
     "Al-Khatib Mansour Haddad Darwish Khalil Najjar"),
    ("Hodan Ifrah Sahra Fardowsa", "Abdirahman Mahad Liban Guled", "Abdi Warsame Jama Farah"),
    ("Shirin Parisa Nasrin Mina", "Reza Kaveh Arash Behrouz", "Rahimi Karimi Moradi Tehrani"),
    ("Amra Jasmina Lejla Mirela", "Emir Senad Dino Adnan", "Hodžić Begić Kovačević Delić"),
    ("Katarzyna Agnieszka Ewa Magdalena", "Piotr Marek Tomasz Krzysztof",
     "Nowak Kowalczyk Wójcik Mazur"),
    ("Päivi Tuula Marjatta Outi", "Juhani Pekka Timo Esko", "Korhonen Mäkinen Virtanen Laine"),
    ("Selam Rahel Miriam Luwam", "Yonas Filmon Dawit Semere", "Tesfay Gebre Habte Berhane"),
    ("Elif Dilan Berfin Zeynep", "Baran Serhat Mehmet Azad", "Yilmaz Demir Aslan Kaya"),
    ("Camila Valentina Paola Ximena", "Rodrigo Matías Cristóbal Andrés",
     "Rojas Fuentes Sepúlveda Contreras"),
    ("Siriporn Ratana Malee Kanya", "Somchai Anan Niran Chai", "Srisai Boonmee Saetang Phommachan"),
    ("Sárá Inga Elle Risten", "Nils-Ante Lásse Heaika Per-Jonas", "Blind Kuhmunen Sarri Labba"),
    ("Oksana Iryna Natalia Olena", "Andrij Mykola Serhij Taras", "Shevchenko Bondar Koval Melnyk"),
)  # fmt: skip
OTHERS = [Pool(women.split(), men.split(), families.split()) for women, men, families in _OTHERS]


def full_name(place: int, year: int, woman: bool) -> tuple[str, str]:
    """The name of the resident at `place` in the list: the same every time.

    Seven in ten come from the largest group; those born before 1950 nearly always do.
    """
    if place % 10 in (2, 5, 8) and (year >= 1950 or place % 20 == 5):
        pool = OTHERS[(place // 3) % len(OTHERS)]
    else:
        pool = OLDER if year < 1958 else MIDDLE if year < 1984 else YOUNGER
    given = pool.women if woman else pool.men
    family = pool.families[(place * 7 + place // len(pool.families)) % len(pool.families)]
    return given[(place * 5 + place // len(given)) % len(given)], family
