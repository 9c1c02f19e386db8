"""Codes of states, currencies and languages, and the names that refer from one part of a plan to another.

Sources: ISO 3166-1 (alpha-2, officially assigned), ISO 4217 (active codes of states and unions), ISO 639-1.
"""

from typing import NewType

__all__ = [
    "COUNTRY_CODES",
    "CURRENCY_CODES",
    "DEVICES",
    "LANGUAGE_CODES",
    "LONGEST_ID",
    "AreaKind",
    "BodyId",
    "Country",
    "Currency",
    "Id",
    "LanguageCode",
    "MeasureId",
    "SourceId",
    "Url",
]

Country = NewType("Country", str)
"""ISO 3166-1 alpha-2, in capitals."""
Currency = NewType("Currency", str)
"""ISO 4217, in capitals."""
LanguageCode = NewType("LanguageCode", str)
"""ISO 639-1, in small letters."""
Id = NewType("Id", str)
"""The id of a record within its plan."""
BodyId = NewType("BodyId", Id)
"""Refers to a body of the plan."""
SourceId = NewType("SourceId", Id)
"""Refers to a source of the plan."""
MeasureId = NewType("MeasureId", Id)
"""Refers to a measure of the plan."""
AreaKind = NewType("AreaKind", str)
"""Refers to an area of the plan by its kind."""
Url = NewType("Url", str)
"""An address with the scheme http, https or mailto."""

DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))))
"""Names of devices in Windows: a file cannot have them, with any extension."""

LONGEST_ID = 100
"""The longest id of a plan, in letters.

File systems allow names of 255 bytes, and language, format and a temporary ending need some of them.
"""

COUNTRY_CODES = frozenset(
    """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
    BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
    FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
    IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
    ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
    PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
    TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
    """.split()
)
"""Officially assigned codes of states (ISO 3166-1 alpha-2)."""

CURRENCY_CODES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
    CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
    TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XDR XOF XPF YER ZAR ZMW
    """.split()
)
"""Active codes of the currencies of states and unions (ISO 4217)."""

LANGUAGE_CODES = frozenset(
    """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it
    iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt
    my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl
    sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
    za zh zu
    """.split()
)
"""Codes of languages (ISO 639-1)."""
