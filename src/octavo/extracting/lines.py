"""Blocks that are no part of the article: ad labels, prompts, share rows, the title and the byline once more.

The rules are about what a line *is*, in several languages, and each must match the whole line: half a rule is a lost
sentence. No rule names a publisher.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.extracting.titles import fold
from octavo.model.articles import Block, BlockKind, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_AD = r"""
    (?:-+\s*)?(?:advertisements?|adverti[sz]ing|advert|ads?|adchoices(?:\s+advertising)?|sponsored(?:\s+(?:links?|content|post))?|promoted(?:\s+content)?|paid\s+post
      |story\s+continues\s+below(?:\s+(?:this\s+)?ad(?:vertisement)?)?|(?:article|content)\s+continues\s+(?:below|after)(?:\s+(?:this\s+)?ad(?:vertisement)?)?
      |(?:scroll|continue)\s+(?:down\s+)?to\s+continue(?:\s+reading)?(?:\s+with\s+content)?|skip\s+(?:past\s+)?(?:ad(?:vertisement)?|this\s+ad)|ad\s+feedback|report\s+(?:this\s+)?ad|close\s+ad|remove\s+ads?
      |anzeige|werbung|publicit[ée]|publicidad|pubblicit[àa]|publicidade|reklam[ae]?|advertentie|annons|annonse|mainos|реклама|広告|广告|廣告|광고|iklan|quảng\s+cáo
      |weiterlesen\s+nach\s+der\s+anzeige|(?:der\s+)?artikel\s+(?:wird\s+)?nach\s+der\s+anzeige\s+fortgesetzt|hier\s+endet\s+die\s+anzeige|la\s+suite\s+après\s+(?:cette|la)\s+publicité|l['’]article\s+continue\s+après\s+la\s+publicité)(?:\s*[-:.…↓]*)
"""
_WIDGET = r"""
    (?:share(?:\s+(?:this|article|story|on\s+\w+|via\s+\w+|full\s+article))*|tweet|pin\s+it|print(?:\s+this)?|e-?mail(?:\s+this)?|copy\s+link|link\s+copied|save(?:\s+(?:article|story))?|comments?|no\s+comments?(?:\s+yet\W*)?|leave\s+a\s+(?:comment|reply)|(?:view|show|read)\s+(?:all\s+)?comments?(?:\s*\(\d+\))?
      |teilen|drucken|merken|artikel\s+teilen|kommentare?|partager|imprimer|commenter|compartir|comentarios|condividi|compartilhar|delen|dela|del
      |listen(?:\s+to\s+(?:this\s+)?(?:article|story))?|(?:artikel\s+)?anh[öo]ren|[ée]couter(?:\s+l['’]article)?|watch(?:\s+(?:the\s+)?video)?|play(?:\s+video)?|loading(?:\s*\W*)?|undo|close|menu|back\s+to\s+top|skip\s+to\s+(?:main\s+)?content|try\s+our\s+ai\s+features
      |photos?|images?|gallery|view\s+(?:gallery|image\s+in\s+fullscreen|image)|(?:open|view)\s+image\s+in\s+gallery|toggle\s+caption|hide\s+caption|enlarge\s+(?:this\s+)?image|bild\s+vergr[öo][ßs]ern|bildunterschrift|image\s+source|getty\s+images|close\s+modal)
"""
_MORE = r"""
    (?:read\s+(?:more|next|also|the\s+full\s+(?:story|article))|see\s+also|also\s+read|more\s+(?:on\s+this(?:\s+(?:story|topic))?|stories|news|like\s+this|from\s+\S.{0,40})|related(?:\s+(?:articles?|stories|topics?|content|posts?|coverage|links?|news|reading|videos?))?|recommended(?:\s+(?:stories|reading|for\s+you))?|you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in|enjoy)|don['’]?t\s+miss|trending(?:\s+now)?|most\s+(?:read|popular|viewed)|top\s+stories|latest(?:\s+(?:news|stories))?|hashtags?|topics?|tags?|up\s+next|what\s+to\s+read\s+next|popular\s+(?:articles|stories|on\s+.{1,30})|keep\s+reading|continue\s+reading
      |mehr\s+(?:zum\s+thema|dazu|lesen|erfahren|aus\s+.{1,30}|von\s+.{1,30})|lesen\s+sie\s+(?:auch|hier|mehr)|auch\s+interessant|das\s+k[öo]nnte\s+sie\s+auch\s+interessieren|weitere\s+(?:artikel|themen|meldungen|nachrichten)|zum\s+thema|meistgelesen|schlagw[öo]rter|themen|[àa]\s+lire\s+(?:aussi|[ée]galement)|lire\s+aussi|sur\s+le\s+m[êe]me\s+(?:sujet|th[èe]me)|lea\s+tambi[ée]n|te\s+puede\s+interesar|noticias\s+relacionadas|m[áa]s\s+(?:informaci[óo]n|noticias)|leggi\s+anche|leia\s+(?:tamb[ée]m|mais)|veja\s+tamb[ée]m|lees\s+ook|l[äa]s\s+(?:ocks[åa]|mer)|les\s+ogs[åa]|l[æa]s\s+ogs[åa]|читайте\s+также|関連記事|相关阅读)(?:\s*[:.…→>»]*)
"""
_PROMPT = r"""
    (?:(?:please\s+)?(?:subscribe|sign\s+up|sign\s+in|log\s+in|register|become\s+a\s+(?:member|subscriber)|join\s+(?:us|now))(?:\s+(?:now|here|today|for\s+free))?
      |(?:please\s+)?(?:subscribe|sign\s+up|register)\s+(?:to|for|now|here|today)\b.{0,140}?(?:newsletters?|inbox|updates|alerts|mailing\s+list|podcast|channel|youtube|free|access|digital|edition|app|today|now|here)\b.{0,60}
      |get\s+.{0,90}(?:newsletter|inbox|in\s+your\s+email|alerts|app\s+store).{0,60}|.{0,60}\b(?:delivered|straight|sent|direct(?:ly)?)\s+(?:straight\s+)?to\s+your\s+(?:inbox|email).{0,40}
      |(?:follow|like|find|join)\s+(?:us|me|him|her|them|@\w+|[\w\s]{2,40})\s+on\s+(?:facebook|twitter|x|instagram|whatsapp|telegram|linkedin|tiktok|youtube|threads|google\s+news|bluesky|mastodon)\b.{0,80}
      |(?:download|get)\s+(?:our|the)\s+.{0,30}app\b.{0,80}|already\s+(?:a\s+)?(?:subscriber|member|subscribed)\??.{0,40}|thank\s+you\s+for\s+(?:reading|subscribing|signing\s+up).{0,60}
      |(?:this\s+)?(?:site|website|page)\s+uses\s+cookies\b.{0,200}|we\s+use\s+cookies\b.{0,250}|(?:accept|manage|reject)\s+(?:all\s+)?cookies|by\s+(?:signing\s+up|subscribing|clicking|submitting|entering\s+your)\b.{0,220}(?:terms|privacy|policy).{0,80}|(?:view\s+our\s+)?privacy\s+(?:policy|notice)|terms\s+(?:of\s+(?:use|service)|(?:and|&)\s+conditions)
      |(?:all\s+rights\s+reserved\W*|(?:copyright\s+)?(?:©|\(c\))\s*(?:copyright\s+)?(?:19|20)\d\d\b.{0,160})|this\s+material\s+may\s+not\s+be\s+published.{0,120}
      |(?:jetzt\s+)?(?:newsletter\s+)?(?:abonnieren|anmelden|registrieren)|(?:jetzt\s+)?(?:den\s+|unseren\s+)?newsletter\b.{0,60}(?:abonnieren|anmelden|bestellen).{0,30}|abonnez-vous.{0,100}|s['’]abonner|s['’]inscrire.{0,60}(?:newsletter).{0,40}|inscrivez-vous.{0,100}newsletter.{0,40}|suscr[íi]b(?:ete|ase).{0,100}|s[íi]guenos\s+en.{0,80}|iscriviti.{0,60}newsletter.{0,40}|assine\s+.{0,60}newsletter.{0,40}
      |(?:do\s+you\s+have|got)\s+a\s+(?:story|tip|news\s+tip)\b.{0,40}\?.{0,120}|(?:f[üu]r|um)\s+.{0,60}(?:externe[nr]?\s+inhalt|cookies?)\b.{0,160}(?:zustimm|aktivier|akzeptier).{0,120}|.{0,80}externe[nr]?\s+inhalt.{0,160}(?:zustimm|aktivier|akzeptier|geladen|angezeigt).{0,160}|(?:ich\s+bin\s+(?:damit\s+)?einverstanden,?\s+dass\s+mir\s+externe.{0,120}|.{0,40}personenbezogene\s+daten\s+an\s+drittplattformen.{0,160}))
"""
_LABEL = re.compile(rf"\W*(?:{_AD}|{_WIDGET}|{_MORE})\W*", re.IGNORECASE | re.VERBOSE)
_PROMPTS = re.compile(rf"\W*(?:{_PROMPT})\W*", re.IGNORECASE | re.VERBOSE)
_POINTER = re.compile(
    r"(?:read\s+(?:more|also|next)|also\s+read|see\s+also|related|more|recommended|watch(?:\s+more)?|listen|lesen\s+sie\s+(?:auch|dazu)|mehr\s+zum\s+thema|auch\s+interessant"
    r"|lire\s+aussi|[àa]\s+lire(?:\s+aussi)?|lea\s+tambi[ée]n|leggi\s+anche|leia\s+(?:tamb[ée]m|mais)|lees\s+ook|l[äa]s\s+(?:ocks[åa]|mer)|les\s+ogs[åa]|читайте\s+также)\s*[:|>»–—-].{3,300}",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:(?:by|von|par|por|di|door|af|av|text)\s+.{2,80}|(?:published|updated|posted|last\s+(?:updated|modified)|veröffentlicht|aktualisiert|stand|publié|mis\s+à\s+jour|publicado|actualizado)\b.{0,80}\d.{0,40}"
    r"|\d{1,2}\s+(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?)\s+(?:ago|read)|\d+\s*min(?:ute)?s?\.?\s+(?:read|lesezeit)|lesezeit\W.{0,20}|.{0,30}\d{1,2}:\d\d\s*(?:uhr|[ap]\.?m\.?|gmt|utc|[ecmp][sd]t|ist)?)",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"(?:(?:correction|corrections|clarification|editor['’]?s['’]?\s+note|update|amendment|korrektur|berichtigung|richtigstellung|anmerkung\s+der\s+redaktion|hinweis\s+der\s+redaktion"
    r"|rectificatif|correctif|note\s+de\s+la\s+r[ée]daction|correcci[óo]n|fe\s+de\s+errores?|nota\s+de(?:l|\s+la)\s+(?:editor|redacci[óo]n)|correzione|correção|correctie|rättelse|rettelse)\s*(?:\([^()]{0,60}\)|,[^:]{0,60}|\d[^:]{0,40})?\s*[:–—-]\s+\S.*"
    r"|(?:this|the)\s+(?:article|story|report|piece|headline)\s+(?:has\s+been|was)\s+(?:\w+\s+)?(?:amended|corrected|revised)\b.*|an\s+earlier\s+version\s+of\s+this\s+(?:article|story|report)\b.*"
    r"|in\s+einer\s+früheren\s+(?:version|fassung)\b.*|dieser\s+(?:artikel|text)\s+wurde\s+(?:korrigiert|berichtigt).*|une\s+version\s+(?:précédente|antérieure)\s+de\s+(?:cet|ce)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_LABEL, _LONGEST_PROMPT, _LONGEST_BYLINE = 100, 400, 120
_HEAD = 4
_SHORT = 60


def article_lines(blocks: Sequence[Block], *, title: str, byline: Sequence[str]) -> tuple[Block, ...]:
    """The blocks without what is no part of the article, and corrections under their own kind.

    The title and the byline go from the top, headings with nothing under them from the end.
    """
    kept = [block for block in blocks if not _is_boilerplate(block)]
    kept = _without_head(kept, title=title, byline=byline)
    kept = _without_loose_headings(kept)
    return tuple(_marked(block) for block in kept)


def _is_boilerplate(block: Block) -> bool:
    text = block.text
    if block.kind in {BlockKind.FIGURE, BlockKind.PREFORMATTED, BlockKind.TABLE}:
        return False
    if not any(map(str.isalnum, text)):
        return True
    if len(text) <= _LONGEST_LABEL and _LABEL.fullmatch(text):
        return True
    if len(text) <= _LONGEST_PROMPT and _PROMPTS.fullmatch(text):
        return True
    return _is_pointer(block)


def _is_pointer(block: Block) -> bool:
    """A line that only leads to another article: "Read more: …" with most of it linked."""
    linked = sum(span.end - span.start for span in block.spans if span.kind is SpanKind.LINK)
    return linked * 2 > len(block.text) and _POINTER.fullmatch(block.text) is not None


def _without_head(blocks: list[Block], *, title: str, byline: Sequence[str]) -> list[Block]:
    """Without the title and the byline at the top, which stand in fields of their own."""
    wanted = fold(title)
    names = {fold(name) for name in byline}
    head = [block for block in blocks[:_HEAD] if not _repeats(block, wanted, names)]
    return head + blocks[_HEAD:]


def _repeats(block: Block, title: str, names: set[str]) -> bool:
    if block.kind is BlockKind.FIGURE:
        return False
    folded = fold(block.text)
    if folded == title or (block.kind is BlockKind.HEADING and folded and (folded in title or title in folded)):
        return True
    if len(block.text) > _LONGEST_BYLINE:
        return False
    if folded in names or (names and any(name in folded for name in names) and len(block.text) < _SHORT):
        return not block.text.rstrip().endswith((".", "!", "?", "”", '"'))
    return _BYLINE.fullmatch(block.text) is not None


def _without_loose_headings(blocks: list[Block]) -> list[Block]:
    while blocks and blocks[-1].kind is BlockKind.HEADING:
        blocks = blocks[:-1]
    return blocks


def _marked(block: Block) -> Block:
    if block.kind in {BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM} and _CORRECTION.fullmatch(block.text):
        return replace(block, kind=BlockKind.CORRECTION, level=0, ordered=False)
    return block
