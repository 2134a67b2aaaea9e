"""Small articles that are hard to tag: scripts, overlaps, fragments, relays, names not known."""

from __future__ import annotations

from tests.journeys.article import actor, article, cue, ent, level, place, stance

SQUARE = article(
    "square",
    "bg",
    (
        "Кметът на Горна Баня отказа среща\n"
        "Според в. „Вестител“, позовал се на говорителя на кметството Иван "
        "Попов, кметът Стоян Дечев (ГЕРБ – СДС) „категорично отхвърля“ "
        "искането на жителите от ул. „Роза“ 14, т.е. на близо 30 "
        "семейства, площадът пред читалището да бъде затворен за коли.\n"
        "– Няма да затваряме площада – каза Дечев, – и толкова!\n"
        "Гражданите обаче настояват: „Искаме тишина“. Те, заедно с община "
        "Люлин и район „Надежда“, обвиниха кмета, че лъже, предаде БТА."
    ),
    [
        ent("bania", "place:city", {"bg": "Горна Баня"}, [("Горна Баня", "name")], "bg"),
        ent("vestitel", "actor:media", {"bg": "Вестител"}, [("Вестител", "name")], "bg"),
        ent("popov", "actor:person", {"bg": "Иван Попов"}, [("Иван Попов", "name")], "bg"),
        ent(
            "dechev",
            "actor:person",
            {"bg": "Стоян Дечев"},
            [("Стоян Дечев", "name"), ("Дечев", "short"), ("кметът", "description")],
            "bg",
        ),
        ent("zhiteli", "actor:group", {"bg": "жителите на ул. Роза"}, [], "bg"),
        ent("bta", "actor:media", {"bg": "БТА"}, [("БТА", "name")], "bg"),
        ent(
            "lyulin",
            "actor:government_body",
            {"bg": "община Люлин"},
            [("община Люлин", "name")],
            "bg",
        ),
        ent("nadezhda", "actor:government_body", {"bg": "район „Надежда“"}, [], "bg"),
        ent("square", "place:facility", {"bg": "площадът пред читалището"}, [], "bg"),
        ent(
            "kmetstvo",
            "actor:government_body",
            {"bg": "кметството"},
            [("кметството", "description")],
            "bg",
        ),
    ],
    [
        ("a1", "ACTOR", "Кметът на Горна Баня", actor("person", "nominal", "dechev")),
        ("p1", "PLACE", "Горна Баня", place("city", "name", "bania")),
        (
            "s1",
            "STANCE",
            "Кметът на Горна Баня отказа среща",
            stance("oppose", "reject", "narrated"),
        ),
        ("i1", "ISSUE", "среща", {}),
        ("a2", "ACTOR", "в. „Вестител“", actor("media", "name", "vestitel")),
        ("c1", "CUE", ["Според", "позовал се на"], cue()),
        ("a3", "ACTOR", "говорителя на кметството Иван Попов", actor("person", "name", "popov")),
        ("a4", "ACTOR", "кметът Стоян Дечев (ГЕРБ – СДС)", actor("person", "name", "dechev")),
        ("c2", "CUE", "„категорично отхвърля“", cue("attitude", "distancing")),
        (
            "a5",
            "ACTOR",
            "жителите от ул. „Роза“ 14",
            actor("group", "nominal", "zhiteli"),
            "unsure",
        ),
        (
            "s2",
            "STANCE",
            [
                "искането на жителите от ул. „Роза“ 14",
                "площадът пред читалището да бъде затворен за коли",
            ],
            stance("oppose", "reject", "mixed"),
        ),
        ("i2", "ISSUE", "искането", {}),
        ("p2", "PLACE", "площадът пред читалището", place("facility", "nominal", "square")),
        (
            "s3",
            "STANCE",
            "Няма да затваряме площада – каза Дечев, – и толкова",
            stance("oppose", "reject", "direct"),
        ),
        ("c3", "CUE", "каза#2", cue()),
        ("a6", "ACTOR", "Дечев#2", actor("person", "name", "dechev")),
        ("p3", "PLACE", "площада", place("facility", "nominal", "square")),
        ("a7", "ACTOR", "Гражданите", actor("group", "nominal", "zhiteli")),
        ("c4", "CUE", "настояват", cue()),
        ("s4", "STANCE", "Искаме тишина", stance("support", "demand", "direct")),
        ("i3", "ISSUE", "тишина", {}),
        ("a8", "ACTOR", "община Люлин", actor("government_body", "name", "lyulin")),
        ("a9", "ACTOR", "район „Надежда“", actor("government_body", "name", "nadezhda")),
        ("c5", "CUE", "обвиниха", cue()),
        ("a10", "ACTOR", "кмета", actor("person", "nominal", "dechev")),
        ("s5", "STANCE", "лъже", stance("oppose", "accuse", "indirect", "possible")),
        ("c6", "CUE", "предаде", cue()),
        ("a11", "ACTOR", "БТА", actor("media", "name", "bta")),
    ],
    [
        ("source", "s1", "a1", level(0)),
        ("target", "s1", "i1", {}),
        ("source", "s2", "a4", level(0)),
        ("source", "s2", "a3", level(1)),
        ("source", "s2", "a2", level(2)),
        ("cue", "s2", "c2", level(0)),
        ("cue", "s2", "c1", level(2)),
        ("target", "s2", "i2", {}),
        ("source", "s3", "a6", level(0)),
        ("cue", "s3", "c3", level(0)),
        ("target", "s3", "p3", {}),
        ("source", "s4", "a7", level(0)),
        ("cue", "s4", "c4", level(0)),
        ("target", "s4", "i3", {}),
        ("source", "s5", "a7", level(0)),
        ("source", "s5", "a8", level(0)),
        ("source", "s5", "a9", level(0)),
        ("source", "s5", "a11", level(1)),
        ("cue", "s5", "c5", level(0)),
        ("cue", "s5", "c6", level(1)),
        ("target", "s5", "a10", {}),
        ("by", "c1", "a2", {}),
        ("by", "c2", "a4", {}),
        ("by", "c3", "a6", {}),
        ("by", "c4", "a7", {}),
        ("by", "c5", "a7", {}),
        ("by", "c6", "a11", {}),
    ],
)

BRIDGE = article(
    "bridge",
    "ar",
    (
        "الوزير يرفض خطة المدينة\n"
        'قال الوزير سامي الحداد لوكالة Reuters إن "الخطة رقم 14 غير '
        'مقبولة"، وأضاف المتحدث باسمه أنّ الحكومة والبلدية تدعمان بناء '
        "الجسر في مدينة نُور (Nour City) بقيمة 3,500 دينار.\n"
        "ونفى رئيس البلدية ذلك."
    ),
    [
        ent(
            "haddad",
            "actor:person",
            {"ar": "سامي الحداد"},
            [("الوزير سامي الحداد", "name"), ("الوزير", "description")],
            "ar",
        ),
        ent("reuters", "actor:media", {"en": "Reuters"}, [("Reuters", "name")], "en"),
        ent("spokes", "actor:person", {"ar": "المتحدث"}, [], "ar"),
        ent("gov", "actor:government_body", {"ar": "الحكومة"}, [("الحكومة", "name")], "ar"),
        ent("muni", "actor:government_body", {"ar": "البلدية"}, [("والبلدية", "inflected")], "ar"),
        ent(
            "head", "actor:person", {"ar": "رئيس البلدية"}, [("رئيس البلدية", "description")], "ar"
        ),
        ent("nour", "place:city", {"ar": "نُور"}, [("مدينة نُور", "name")], "ar"),
    ],
    [
        ("a0", "ACTOR", "الوزير", actor("person", "nominal", "haddad")),
        ("i0", "ISSUE", "خطة المدينة", {}),
        ("s0", "STANCE", "الوزير يرفض خطة المدينة", stance("oppose", "reject", "narrated")),
        ("c1", "CUE", "قال", cue()),
        ("a1", "ACTOR", "الوزير سامي الحداد", actor("person", "name", "haddad")),
        ("a2", "ACTOR", "Reuters", actor("media", "name", "reuters")),
        ("s1", "STANCE", "الخطة رقم 14 غير مقبولة", stance("oppose", "assess", "direct")),
        ("i1", "ISSUE", "الخطة رقم 14", {}),
        ("c2", "CUE", "وأضاف", cue()),
        ("a3", "ACTOR", "المتحدث باسمه", actor("person", "nominal", "spokes")),
        ("a4", "ACTOR", "الحكومة والبلدية", actor("government_body", "nominal", "gov", "muni")),
        (
            "s2",
            "STANCE",
            "الحكومة والبلدية تدعمان بناء الجسر في مدينة نُور (Nour City)",
            stance("support", "back", "narrated"),
        ),
        ("i2", "ISSUE", "بناء الجسر", {}),
        ("p1", "PLACE", "مدينة نُور (Nour City)", place("city", "name", "nour")),
        ("c3", "CUE", "ونفى", cue()),
        ("a5", "ACTOR", "رئيس البلدية", actor("person", "nominal", "head")),
        ("s3", "STANCE", "ونفى رئيس البلدية ذلك", stance("oppose", "reject", "narrated")),
        ("i3", "ISSUE", "ذلك", {}),
    ],
    [
        ("source", "s0", "a0", level(0)),
        ("target", "s0", "i0", {}),
        ("source", "s1", "a1", level(0)),
        ("source", "s1", "a2", level(1)),
        ("cue", "s1", "c1", level(0)),
        ("target", "s1", "i1", {}),
        ("source", "s2", "a4", level(0)),
        ("source", "s2", "a3", level(1)),
        ("cue", "s2", "c2", level(1)),
        ("target", "s2", "i2", {}),
        ("source", "s3", "a5", level(0)),
        ("cue", "s3", "c3", level(0)),
        ("target", "s3", "s2", {}),
        ("by", "c1", "a1", {}),
        ("by", "c2", "a3", {}),
        ("by", "c3", "a5", {}),
    ],
)

BORDER = article(
    "border",
    "zh",
    (
        "外交部回应边界谈判\n"
        "中国外交部发言人王文斌12日表示，“中方愿意继续提供技术援助”，路透社援引《环球时报》报道。日本首相岸田文雄则反对该计划"
        "，称其“不可接受”。東京タワーでカタカナ会議。"
    ),
    [
        ent(
            "mfa",
            "actor:government_body",
            {"zh": "外交部"},
            [("外交部", "name"), ("中国外交部", "name")],
            "zh",
        ),
        ent("wang", "actor:person", {"zh": "王文斌"}, [("王文斌", "name")], "zh"),
        ent(
            "china",
            "actor:state",
            {"zh": "中国"},
            [("中方", "description"), ("中国", "name")],
            "zh",
        ),
        ent("reuters", "actor:media", {"zh": "路透社"}, [("路透社", "name")], "zh"),
        ent("gt", "actor:media", {"zh": "环球时报"}, [("环球时报", "name")], "zh"),
        ent("kishida", "actor:person", {"zh": "岸田文雄"}, [("岸田文雄", "name")], "zh"),
        ent("tower", "place:facility", {"ja": "東京タワー"}, [], "ja"),
        ent("tokyo", "place:city", {"ja": "東京"}, [("東京", "name")], "ja"),
    ],
    [
        ("a0", "ACTOR", "外交部", actor("government_body", "name", "mfa")),
        ("i0", "ISSUE", "边界谈判", {}),
        ("a1", "ACTOR", "中国外交部发言人王文斌", actor("person", "name", "wang")),
        ("c1", "CUE", "表示", cue()),
        ("a2", "ACTOR", "中方", actor("state", "nominal", "china")),
        ("s1", "STANCE", "中方愿意继续提供技术援助", stance("support", "offer", "direct")),
        ("i1", "ISSUE", "技术援助", {}),
        ("a3", "ACTOR", "路透社", actor("media", "name", "reuters")),
        ("c2", "CUE", ["援引", "报道"], cue()),
        ("a4", "ACTOR", "环球时报", actor("media", "name", "gt")),
        ("a5", "ACTOR", "日本首相岸田文雄", actor("person", "name", "kishida")),
        ("c3", "CUE", "反对", cue("attitude")),
        ("i2", "ISSUE", "该计划", {}),
        ("s2", "STANCE", ["反对该计划", "不可接受"], stance("oppose", "reject", "mixed")),
        ("p1", "PLACE", "東京タワー", place("facility", "name", "tower")),
    ],
    [
        ("source", "s1", "a1", level(0)),
        ("source", "s1", "a3", level(1)),
        ("source", "s1", "a4", level(2)),
        ("cue", "s1", "c1", level(0)),
        ("cue", "s1", "c2", level(1)),
        ("target", "s1", "i1", {}),
        ("source", "s2", "a5", level(0)),
        ("cue", "s2", "c3", level(0)),
        ("target", "s2", "i2", {}),
        ("by", "c1", "a1", {}),
        ("by", "c2", "a3", {}),
        ("by", "c3", "a5", {}),
    ],
)

EMOJI = article(
    "emoji",
    "en",
    (
        "🇧🇬🇷🇺 flags & 👨\u200d👩\u200d👧\u200d👦 family 1\ufe0f\u20e3\n"
        'The mayor 👩🏽\u200d⚖\ufe0f🔥 wrote "no 🚗🚗🚗 here❤\ufe0f" and @bob_the_2nd replied: '
        "👍🏿 #yes c++ https://x.org/a?b=1 ok 𝓗𝓲 e\u0301tat й \u200fشكرا\u200f 👮\u200d♀\ufe0f.\n"
        "🙈🙉🙊 nobody asked 🤷🏻\u200d♂\ufe0f me."
    ),
    [
        ent("bg", "actor:state", {"en": "Bulgaria"}, [("🇧🇬", "name")], "en"),
        ent("ru", "actor:state", {"en": "Russia"}, [("🇷🇺", "name")], "en"),
        ent("fam", "actor:group", {"en": "family"}, [], "en"),
        ent("mayor", "actor:person", {"en": "The mayor"}, [("The mayor", "description")], "en"),
        ent("bob", "actor:person", {"en": "Bob"}, [("@bob_the_2nd", "name")], "en"),
        ent("cop", "actor:person", {"en": "cop"}, [], "en"),
        ent("monk", "actor:group", {"en": "monkeys"}, [("🙈🙉🙊", "name")], "en"),
        ent("site", "place:other", {"en": "site"}, [], "en"),
    ],
    [
        ("a1", "ACTOR", "🇧🇬", actor("state", "name", "bg")),
        ("a2", "ACTOR", "🇷🇺", actor("state", "name", "ru")),
        ("a3", "ACTOR", "👨‍👩‍👧‍👦 family 1️⃣", actor("group", "nominal", "fam")),
        ("a4", "ACTOR", ["The mayor", "🔥"], actor("person", "nominal", "mayor")),
        ("c1", "CUE", "wrote", cue()),
        ("s1", "STANCE", "no 🚗🚗🚗 here❤️", stance("oppose", "demand", "direct")),
        ("i1", "ISSUE", "🚗🚗🚗", {}),
        ("a5", "ACTOR", "@bob_the_2nd", actor("person", "name", "bob")),
        ("c2", "CUE", "replied", cue()),
        ("s2", "STANCE", "👍🏿 #yes", stance("support", "agree", "indirect")),
        ("i2", "ISSUE", "#yes", {}),
        ("p1", "PLACE", "https://x.org/a?b=1", place("other", "name", "site")),
        ("i3", "ISSUE", "c++", {}),
        ("i4", "ISSUE", "𝓗𝓲 e\u0301tat й", {}),
        ("c3", "CUE", "شكرا\u200f", cue()),
        ("a6", "ACTOR", "👮‍♀️", actor("person", "nominal", "cop")),
        ("a7", "ACTOR", "🙈🙉🙊", actor("group", "name", "monk")),
        (
            "s3",
            "STANCE",
            "nobody asked 🤷🏻‍♂️ me",
            stance("neutral", "assert", "narrated", "certain", "unspecified"),
        ),
    ],
    [
        ("source", "s1", "a4", level(0)),
        ("cue", "s1", "c1", level(0)),
        ("target", "s1", "i1", {}),
        ("source", "s2", "a5", level(0)),
        ("cue", "s2", "c2", level(0)),
        ("target", "s2", "i2", {}),
        ("source", "s3", "@unknown", level(0)),
        ("by", "c1", "a4", {}),
        ("by", "c2", "a5", {}),
    ],
)

ARTICLES = (SQUARE, BRIDGE, BORDER, EMOJI)
