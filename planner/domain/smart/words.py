"""The words that hints look for, in the four languages, as patterns over what people write."""

import re
from collections.abc import Mapping

from schemas.vocabulary import Language

EN, ES, PL, ZH = Language.EN, Language.ES, Language.PL, Language.ZH_HANS

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|[。！？；\n]")  # noqa: RUF001  (Chinese has its own)

SHORTEST: Mapping[Language, int] = {EN: 15, ES: 15, PL: 15, ZH: 6}
"""Letters of a title from which on it is a sentence, and no longer a name in the making."""


def _any(language_words: Mapping[Language, str]) -> Mapping[Language, re.Pattern[str]]:
    """Compile a pattern for each language; blanks and line ends in it are for the reader."""
    flags = re.IGNORECASE | re.VERBOSE
    return {language: re.compile(words, flags) for language, words in language_words.items()}


_DIGITS = r"\d|%|½|¼"
NUMBER = _any(
    {
        EN: _DIGITS
        + r"""|\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?
            |twenty|thirty|forty|fifty|sixty|hundreds?|thousands?|percent|halve|half|double|twice
            |triple|third|quarter|zero|weekly|monthly|daily)\b""",
        ES: _DIGITS
        + r"""|\b(un[oa]s?\s+de\s+cada|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez
            |once|doce|docena|quince|veinte|treinta|cuarenta|cincuenta|cien(to)?|mil|mitad|doble
            |duplicar|tercio|tercera\s+parte|cero|ciento|semanal(es)?|mensual(es)?)\b""",
        PL: _DIGITS
        + r"""|\b(jedn(a|ą|ej|o)|dw(a|ie|óch|oma)|trzy|trzech|cztery|pięć|sześć|siedem
            |osiem|dziewięć|dziesięć|jedenaście|dwanaście|dwadzieścia|trzydzieści|sto|tysiąc
            |połow[aęyo]\w*|podwoić|dwukrotn\w+|zero|zera|proc(ent\w*)?)\b""",
        ZH: _DIGITS
        + r"""|[〇零两二三四五六七八九十百千半双倍]|百分|一(个|次|场|起|小时|天|成|名|件|倍)|每""",
    }
)
"""A number in digits or words, or a word that says how much or how often."""

VAGUE = _any(
    {
        EN: r"""((we|officers|the\s+district|the\s+team|staff)\s+(will|should|must|shall)\s+|to\s+|
            (will|continue\s+to|aim\s+to|seek\s+to|strive\s+to|try\s+to)\s+)*
            (?P<verb>improv(e|ing)|enhanc(e|ing)|strengthen(ing)?|foster(ing)?|promot(e|ing)
            |encourag(e|ing)|address(ing)?(?!\s+(book|list|look|file|chang|verif))|work(ing)?\s+on
            |working\s+towards?|work\s+towards?|focus(ing)?\s+on
            |support(ing)?(?!\s+(staff|groups?|team|officers?|services?|hotline|persons?|desk))
            |facilitat(e|ing)|explor(e|ing)|look(ing)?\s+into|rais(e|ing)\s+awareness
            |leverag(e|ing)|prioriti[sz](e|ing)|build(ing)?\s+(better\s+|more\s+)?
            (trust|relationships|community)|better\s+(serve|engage|address|support))\b
            (?!\s*[-/])""",
        ES: r"""((el\s+distrito|los\s+oficiales|nosotros|vamos|se)\s+)?(va\s+a\s+|vamos\s+a\s+
            |deber[áa]n?\s+|busca\s+|buscamos\s+|para\s+|seguir\s+|tratar\s+de\s+)*
            (?P<verb>mejor(ar|amos|ando|a\s+de\s+la|a\s+del|aremos)|fortale(cer|ciendo|ceremos
            |cimiento)|apoy(ar|ando|aremos)|promover|promoviendo|promoveremos|fomentar|fomentando
            |abordar|abordando|impulsar|impulsando|potenciar|reforzar|trabajar\s+(en|por|para)
            |enfocar(se|nos)?\s+en|facilitar|concientizar|crear\s+conciencia|atender\s+el\s+problema
            |generar\s+confianza|procurar|velar\s+por)\b""",
        PL: r"""((będziemy|chcemy|należy|trzeba|aby|dzielnica\s+będzie|staramy\s+się|starać\s+się)
            \s+)*
            (?P<verb>popraw(a|ić|iać|ienie|ianie|imy|iamy|y)|ulepsz(yć|ać|enie|anie)
            |wzmocni(ć|enie|my)|wzmacnia(ć|nie|my)|wsp(ierać|ieranie|ieramy|arcie|omóc)|wesprzeć
            |zadba(ć|nie|my)|dba(ć|nie|łość)\s+o|promowa(ć|nie)|promocja
            |propagowa(ć|nie)|pracować\s+nad|praca\s+nad|skupić\s+się\s+na|rozwija(ć|nie)
            |budowa(ć|nie)\s+(zaufani|relacj|więzi)\w*|zaj(ąć|mować)\s+się|zajęcie\s+się
            |zachęca(ć|nie)|usprawni(ć|enie|anie)|umacnia(ć|nie)
            |podnosić\s+świadomość|podniesienie\s+świadomości)\b""",
        ZH: r"""((我们|警区|辖区|本区|警方|继续|进一步|努力|大力|将|要|会|应|持续|积极|切实|不断
            |着力)\s*)*
            (?P<verb>加强|改善|提升|促进|推动|推进|支持|强化|优化|完善|重视|关注|落实|深化|营造|鼓励
            |致力于|着力|做好|抓好|增进|提高(?=.{0,6}(意识|素质|水平|质量|信任)))""",
    }
)
"""How a sentence begins that says nothing one could see; `verb` is the word to name."""

_EN_OUTCOME = (
    r"(reduc(e|ing)|decreas(e|ing)|lower(ing)?|cut(ting)?|increas(e|ing)|rais(e|ing)"
    r"|improv(e|ing)|grow(ing)?|shorten(ing)?|doubl(e|ing)|halv(e|ing)|expand(ing)?"
    r"|strengthen(ing)?|build(ing)?|enhanc(e|ing)|prevent(ing)?)"
)
_ES_OUTCOME = (
    r"(reducir|disminuir|bajar|aumentar|incrementar|mejorar|elevar|subir|acortar|duplicar"
    r"|fortalecer|ampliar|prevenir|promover)"
)
_PL_OUTCOME = (
    r"(zmniejsz(yć|enie)|ograniczy(ć)|ograniczenie|obniż(yć|enie)|zwiększ(yć|enie)|skróc(ić|enie)"
    r"|podnie(ść|sienie)|popraw(ić|a|ienie)|wzmocni(ć|enie)|podwoić|podwojenie|rozszerz(yć|enie))"
)
_ZH_OUTCOME = r"(减少|降低|缩短|压降|增加|提高|提升|扩大|改善|增强|加强)"

TWO_GOALS = _any(
    {
        # At least a word stands between the verbs: "reduce and prevent thefts" is one goal.
        EN: rf"""^\W*(to\s+|we\s+will\s+)?{_EN_OUTCOME}\s+
            (?!and\b)[^.;]{{3,}}?
            (,?\s+(and|as\s+well\s+as|plus|&)\s+(also\s+|to\s+)?|\s+while\s+(also\s+)?)
            {_EN_OUTCOME}\s+(?!and\b)\w""",
        ES: rf"""^\W*{_ES_OUTCOME}\s+(?![ye]\s)[^.;]{{3,}}?
            ,?\s+([ye]|as[íi]\s+como)\s+(tambi[ée]n\s+)?{_ES_OUTCOME}\s+(?![ye]\s)\w""",
        PL: rf"""^\W*{_PL_OUTCOME}\s+(?!(i|oraz)\s)[^.;]{{3,}}?
            ,?\s+(i|oraz|a\s+także|jak\s+również)\s+{_PL_OUTCOME}\s+(?!(i|oraz)\s)\w""",
        # A comma alone joins means and end: more patrols, fewer thefts.
        ZH: rf"""{_ZH_OUTCOME}[^。；]{{2,}}?(并且?|同时|以及|且)(?:[^。；，]{{0,3}})
            {_ZH_OUTCOME}\w""",  # noqa: RUF001  (Chinese has its own)
    }
)
"""Two verbs of outcome, each with an object, joined as equals."""

ACTIVITY = _any(
    {
        EN: r"""(we\s+will\s+|to\s+)?(hold|host|attend|conduct|organi[sz]e|run|do)\s+
            ((at\s+least|about|up\s+to)\s+)?(\w+\s+){0,4}?(meetings?|events?|trainings?|workshops?
            |sessions?|walks?|visits?|conversations?|presentations?|forums?)\b""",
        ES: r"""(realizar|organizar|celebrar|hacer|llevar\s+a\s+cabo|asistir\s+a|impartir|convocar)
            \s+(al\s+menos\s+)?(\w+\s+){0,3}?(reuniones|juntas|eventos?|talleres|sesiones|visitas
            |caminatas|capacitaciones|foros?|charlas?|pl[áa]ticas?)\b""",
        PL: r"""(przeprowadz(ić|enie)|zorganizowa(ć|nie)|organizowa(ć|nie)|odby(ć|cie)
            |urządz(ić|enie)|poprowadzić)\s+(co\s+najmniej\s+)?(\w+\s+){0,3}?
            (spotka(ń|nia|nie)|warsztat(y|ów)|szkole(ń|nia)|wydarze(ń|nia)|zebra(ń|nia)|wizyt(y)?
            |prelekcj[ie]|festyn(y|ów)|spacer(y|ów))\b""",
        ZH: r"""(每[年月周季]度?)?(举办|举行|召开|开展|组织|参加|开)\D{0,4}
            [\d一二两三四五六七八九十百]+\s*(场|次|期|回)""",
    }
)
"""How a title begins that counts meetings, not what comes of them."""

BY_YEAR = _any(
    {
        EN: r"\b(?:by|before|until|through|end\s+of|no\s+later\s+than)\b[^.;\d]{0,20}"
        r"(?:\d{1,2},?\s+)?(20\d\d)\b",
        ES: r"\b(?:antes\s+de[l]?|hasta|para|a\s+(?:fines|finales)\s+de|al\s+cierre\s+de|al)\b"
        r"[^.;\d]{0,12}(?:\d{1,2}\s+de\s+\w+\s+(?:de|del)\s+|\w+\s+(?:de|del)\s+)?(20\d\d)\b",
        PL: r"\b(?:do|przed|najpóźniej)\b[^.;\d]{0,12}(?:\d{1,2}\.?\s+\w+\s+|\w+\s+)?(20\d\d)\b",
        ZH: r"(?:(?<=到)|(?=20\d\d\s*年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:年?底|之?前|为止)))"
        r"(20\d\d)",
    }
)
"""A year by which something is to be reached; a year to compare with stands otherwise."""

_AMOUNT = r"[$¥]?\d[\d.,]*\d|\d"
# Hours of the day and ages are no values to reach.
_NO_HOURS = (
    r"(?![\d.,:]*\s*(am|pm|a\.\s?m|p\.\s?m|o'clock|years|de\s+la\s|años|horas|lat\b|roku|点|岁|时))"
)
_TO = rf"(?P<to>{_AMOUNT}){_NO_HOURS}"
FROM_TO = _any(
    {
        EN: rf"\bfrom\s+({_AMOUNT})\s*%?(\s+\w+){{0,3}}?\s+(down\s+|up\s+)?to\s+{_TO}",
        ES: rf"\bde\s+({_AMOUNT})\s*%?(\s+\w+){{0,2}}?\s+a\s+{_TO}",
        PL: rf"\bz\s+({_AMOUNT})\s*%?(\s+\w+){{0,2}}?\s+do\s+{_TO}",
        ZH: rf"从\D{{0,6}}({_AMOUNT})\D{{0,6}}?[降升增减提缩]?[到至]\s*{_TO}",
    }
)
"""From one value to another; `to` is the value to reach."""

VAGUE_CHECK = _any(
    {
        EN: r"(we\s+(will|shall)\s+|to\s+|the\s+\w+\s+will\s+)?(continue\s+to\s+|closely\s+)?"
        r"(monitor|evaluate|assess|track|review|observe|watch|check\s+in|keep\s+an\s+eye)\b",
        ES: r"(se\s+(va\s+a\s+)?)?(monitorear|monitorearemos|monitoreará|evaluar|evaluaremos"
        r"|evaluará|dar\s+seguimiento|dará\s+seguimiento|revisar|revisaremos|observar|vigilar)\b",
        PL: r"(będziemy\s+)?(monitorować|monitorowanie|monitoring|ocenić|oceniać|ocena|śledzić"
        r"|śledzenie|obserwować|obserwacja|sprawdzać|ewaluacja)\b",
        ZH: r"(我们)?(将|会)?(持续|定期|密切)?(监测|监督|评估|跟踪|跟进|观察|关注|检查)",
    }
)
"""How an assessment begins that only says that somebody will look."""

MEASURED = _any(
    {
        EN: r"\b(count(s|ed)?|compar(e|ing|ed)|survey|rate|share|median|average|number\s+of|score"
        r"|quarter(ly)?|reports?|reported|records?|data|calls|interviews?|ask(ing)?|focus\s+group"
        r"|complaints|log|statistics|portal)\b",
        ES: r"\b(cont(ar|eo)|compar(ar|ando)|encuesta|tasa|mediana|promedio|n[úu]mero\s+de"
        r"|trimestr\w+|datos|registros?|entrevistas?|preguntar|quejas|estad[íi]sticas|reportes?"
        r"|llamadas)\b",
        PL: r"\b(licz(ba|by|bę|yć)|porówn\w+|ankiet\w+|median\w+|średni\w+|odset\w+|kwarta\w+"
        r"|dan(e|ych)|rejestr\w*|zapyta\w+|rozm(owy|ów)|skarg\w*|statystyk\w*|zgłosze\w+)\b",
        ZH: r"数据|统计|比较|对比|调查|问卷|访谈|记录|投诉|报告|比例|中位|平均|询问|人数|数量",
    }
)
"""A word that says what is counted, compared or asked."""

SAYS_WHOM = _any(
    {
        EN: r"""((all|the|our|local|entire|whole|every|general|broader|members?\s+of|these)\s+)*
            (residents?|citizens?|people|persons?|everyone|everybody|anyone|community|communities
            |public|neighbou?rs?|neighbou?rhoods?|stakeholders?|youth|youths|young\s+people|kids
            |children|families|seniors|businesses|district|city|society|all|victims|others)
            (\s*(,|and|&|/)\s*(the\s+|all\s+)?(residents?|businesses|stakeholders?|community
            |visitors|families|youth|police|officers|neighbou?rs|everyone))*
            (\s+(members?|at\s+large|as\s+a\s+whole|in\s+general|here|around\s+here))?
            (\s+(of|in|within)\s+(the|our|this)\s+(district|community|city|area|neighbou?rhood))?
            \s*[.!]?""",
        ES: r"""((tod[oa]s?|l[oa]s?|el|la|nuestr[oa]s?|toda)\s+)*
            (residentes?|vecin[oa]s?|personas?|gente|comunidad|p[úu]blico|ciudadan[oa]s|ciudadan[íi]a
            |j[óo]venes|ni[ñn]os|familias|comerciantes|negocios|barrio|tod[oa]s|poblaci[óo]n
            |v[íi]ctimas)
            (\s*(,|y|e)\s*(l[oa]s?\s+)?(residentes|vecinos|negocios|familias|j[óo]venes|visitantes
            |polic[íi]as?))*
            (\s+en\s+general)?
            (\s+(de|en|del)\s*(l|la|el|nuestra|este)?\s*(distrito|comunidad|ciudad|zona|barrio))?
            \s*[.!]?""",
        PL: r"""((wszys(cy|tkie|tkich)|nasi|nasza|cała|cały|lokaln[aiey])\s+)*
            (mieszkańc(y|ów)|obywatel(e|i)|ludzie|osoby|społeczność|społeczeństwo|sąsiedzi|wszyscy
            |młodzież|młodzi|dzieci|rodziny|seniorzy|firmy|dzielnica|interesariusze|ofiary)
            (\s*(,|i|oraz)\s*(mieszkańcy|firmy|rodziny|młodzież|seniorzy|goście|policja))*
            (\s+(naszej|całej|tej)?\s*(dzielnicy|dystryktu|okolicy|społeczności))?
            \s*[.!]?""",
        ZH: r"""(所有|全体|广大|全部|本区|本辖区|辖区|社区|各位|全区)*(的)?
            (居民|市民|群众|民众|大家|人们|公众|社区|所有人|每个人|青年|青少年|年轻人|家庭|商家|商户
            |老人|长者|儿童|受害者)
            ([、和与及](居民|商家|商户|家庭|店主|老人|青少年))*[。！]?""",  # noqa: RUF001
    }
)
"""A group so general that nobody could say who belongs to it; the whole text has to match."""
