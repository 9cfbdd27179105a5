"""Lines that are no part of any article, as data: one pattern to a line, in the languages of the trade.

Regular expressions in lower case, matched against a whole line in lower case (without regard to case, they take
three times as long); a space stands for any white space. None may name a publisher, and none may match what a
reporter could have written as a sentence.
"""

from __future__ import annotations

import re

# Labels of advertisements, alone on a line.
AD_LABELS = r"""
advertisements?
adverti[sz]ing
advert
ads?
adchoices(?: advertising)?
sponsored(?: (?:links?|content|post))?
promoted(?: content)?
paid post
story continues below(?: (?:this )?ad(?:vertisement)?)?
(?:article|content) continues (?:below|after)(?: (?:this )?ad(?:vertisement)?)?
(?:scroll|continue) (?:down )?to continue(?: reading)?(?: with content)?
skip (?:past )?(?:ad(?:vertisement)?|this ad)
ad feedback
ad is hidden
(?:advertisement\W{1,3})?scroll (?:down )?to continue
advertisement\W{1,3}(?:story|article|content) continues below
please tell us why you hid this ad
don['’]t want to see (?:this|ads)\?.{0,40}
paid (?:content|partner content)
sponsored by .{1,40}
report (?:this )?ad
close ad
remove ads?
anzeige
werbung
publicit[ée]
publicidad
pubblicit[àa]
publicidade
reklam[ae]?
advertentie
annons
annonse
mainos
реклама
広告
广告
廣告
광고
iklan
quảng cáo
weiterlesen nach der anzeige
(?:der )?artikel (?:wird )?nach der anzeige fortgesetzt
hier endet die anzeige
la suite après (?:cette|la) publicité
l['’]article continue après la publicité
"""

# Buttons, captions of buttons, and leftovers of galleries.
WIDGETS = r"""
share(?: (?:this|article|story|on \w+|via \w+|full article))*
tweet
pin it
print(?: this)?
e-?mail(?: this)?
copy link
link copied
save(?: (?:article|story))?
comments?
no comments?(?: yet\W*)?
leave a (?:comment|reply)
follow us(?: on (?:social media|socials))?
(?:(?:facebook|twitter|instagram|youtube|whatsapp|linkedin|pinterest|telegram|tiktok|reddit|koo)(?: app)?\W*){2,}
(?:view|show|read) (?:all )?comments?(?:\s*\(\d+\))?
teilen
drucken
merken
artikel teilen
kommentare?
partager
imprimer
commenter
compartir
comentarios
condividi
compartilhar
delen
dela
del
listen(?: to (?:this )?(?:article|story))?
(?:artikel )?anh[öo]ren
[ée]couter(?: l['’]article)?
watch(?: (?:the )?video)?
play(?: video)?
loading(?:\s*\W*)?
undo
close
(?:last |zuletzt )?(?:published|updated|modified|posted|veröffentlicht|aktualisiert|geändert|publié|mis à jour)
menu
back to top
skip to (?:main )?content
try our ai features
live events
newsletters?
what['’]s your reaction\??.{0,40}
opens? in (?:a )?new (?:window|tab)
(?:nach|zurück nach) oben
zum seitenanfang
retour en haut
haut de page
volver arriba
torna su
bewerten
jetzt kommentieren
kommentar (?:schreiben|verfassen)
[ée]crire un commentaire
deja un comentario
lascia un commento
photos?
images?
gallery
view (?:gallery|image in fullscreen|image)
(?:open|view) image in gallery
toggle caption
hide caption
enlarge (?:this )?image
bild vergr[öo][ßs]ern
bildunterschrift
image source
getty images
close modal
(?:this )?(?:tweet|post) (?:may have been|has been|was) deleted\.?
"""

# Headings of lists that lead away from the article.
POINTERS = r"""
read (?:more|next|also|the full (?:story|article))
see also
also read
more
mehr
more (?:on this(?: (?:story|topic))?|stories|news|like this|from \S.{0,40})
related(?: (?:articles?|stories|topics?|content|posts?|coverage|links?|news|reading|videos?))?
recommended(?: (?:stories|reading|for you))?
you (?:may|might) (?:also )?(?:like|be interested in|enjoy)
don['’]?t miss
trending(?: now)?
most (?:read|popular|viewed)
top stories
latest(?: (?:news|stories))?
hashtags?
topics?
tags?
up next
what to read next
popular (?:articles|stories|on .{1,30})
keep reading
continue reading
mehr (?:zum thema|dazu|lesen|erfahren|aus .{1,30}|von .{1,30})
lesen sie (?:auch|hier|mehr)
auch interessant
das k[öo]nnte sie auch interessieren
weitere (?:artikel|themen|meldungen|nachrichten)
f[üu]r sie (?:empfohlen|ausgew[äa]hlt)
(?:weiter )?zum n[äa]chsten artikel
passend zum thema
articles? (?:similaires?|li[ée]s)
art[íi]culos relacionados
articoli correlati
artigos relacionados
gerelateerde artikelen
relaterade artiklar
zum thema
meistgelesen
schlagw[öo]rter
themen
[àa] lire (?:aussi|[ée]galement)
lire aussi
sur le m[êe]me (?:sujet|th[èe]me)
lea tambi[ée]n
te puede interesar
noticias relacionadas
m[áa]s (?:informaci[óo]n|noticias)
leggi anche
leia (?:tamb[ée]m|mais)
veja tamb[ée]m
lees ook
l[äa]s (?:ocks[åa]|mer)
les ogs[åa]
l[æa]s ogs[åa]
читайте также
関連記事
相关阅读
"""

# Requests to subscribe, to follow, to consent; notices of rights.
PROMPTS = r"""
(?:please )?(?:subscribe|sign up|sign in|log in|register)(?: (?:now|here|today|for free))?
(?:please )?(?:become a (?:member|subscriber)|join (?:us|now))(?: (?:now|here|today|for free))?
(?:subscribe|sign up|register) (?:to|for|now|here|today)\b.{0,140}?(?:newsletters?|inbox|updates|alerts)\b.{0,60}
(?:subscribe|sign up|register) (?:to|for|now|here|today)\b.{0,140}?(?:mailing list|podcast|channel)\b.{0,60}
(?:subscribe|sign up|register) (?:to|for|now|here|today)\b.{0,140}?(?:youtube|free|access|digital|app)\b.{0,60}
(?:subscribe|sign up|register) (?:to|for|now|here|today)\b.{0,140}?(?:edition|today|now|here)\b.{0,60}
get .{0,90}(?:newsletter|inbox|in your email|alerts|app store).{0,60}
(?:follow|like|find|join) (?:@\w+|[\w\s]{2,40}) on (?:facebook|twitter|x|instagram|whatsapp)\b.{0,80}
(?:follow|like|find|join) (?:@\w+|[\w\s]{2,40}) on (?:telegram|linkedin|tiktok|youtube|threads)\b.{0,80}
(?:follow|like|find|join) (?:@\w+|[\w\s]{2,40}) on (?:google news|bluesky|mastodon)\b.{0,80}
(?:download|get) (?:our|the) .{0,30}app\b.{0,80}
already (?:a )?(?:subscriber|member|subscribed)\??.{0,40}
thank you for (?:reading|subscribing|signing up).{0,60}
(?:this )?(?:site|website|page) uses cookies\b.{0,200}
we use cookies\b.{0,250}
(?:accept|manage|reject) (?:all )?cookies
by (?:signing up|subscribing|clicking|submitting|entering your)\b.{0,220}(?:terms|privacy|policy).{0,80}
(?:view our )?privacy (?:policy|notice)
terms (?:of (?:use|service)|(?:and|&) conditions)
(?:all rights reserved\W*|(?:copyright )?(?:©|\(c\))\s*(?:copyright )?(?:19|20)\d\d\b.{0,160})
(?:©|\(c\)) ?[^.!?]{2,80}
this material may not be published.{0,120}
(?:jetzt )?(?:newsletter )?(?:abonnieren|anmelden|registrieren)
(?:jetzt )?(?:den |unseren )?newsletter\b.{0,60}(?:abonnieren|anmelden|bestellen).{0,30}
abonnez-vous.{0,100}
s['’]abonner
s['’]inscrire.{0,60}(?:newsletter).{0,40}
inscrivez-vous.{0,100}newsletter.{0,40}
suscr[íi]b(?:ete|ase).{0,100}
s[íi]guenos en.{0,80}
iscriviti.{0,60}newsletter.{0,40}
assine .{0,60}newsletter.{0,40}
(?:do you have|got) a (?:story|tip|news tip)\b.{0,40}\?.{0,120}
(?:f[üu]r|um) .{0,60}(?:externe[nr]? inhalt|cookies?)\b.{0,160}(?:zustimm|aktivier|akzeptier).{0,120}
externe[rn]? inhalte? (?:ist |sind )?(?:nicht verf[üu]gbar|deaktiviert|blockiert)
(?:deine|ihre|eure)n? (?:privatsph[äa]re|datenschutz|cookie)-?einstellungen .{0,60}verhinder.{0,160}
(?:bitte )?aktivieren sie javascript.{0,80}
(?:please )?(?:enable|turn on|activate) javascript.{0,80}
(?:javascript|your browser) (?:is disabled|is not supported|does not support).{0,120}
veuillez activer javascript.{0,80}
you(?: have|['’]ve) (?:reached|read|used) (?:your|all|the) .{0,40}free (?:articles?|stor(?:y|ies)).{0,80}
to (?:continue|keep) reading,? (?:please )?(?:subscribe|sign in|log in|register|create).{0,120}
(?:weiterlesen|lesen sie weiter) mit .{0,60}(?:abo|plus|premium).{0,60}
pour lire la suite.{0,80}abonn.{0,60}
ich bin (?:damit )?einverstanden,? dass mir externe.{0,120}
"""

# The same that begin with anything, for lines that hold one of ``IN_OPEN_PROMPTS``.
OPEN_PROMPTS = r"""
.{0,60}\b(?:delivered|straight|sent|direct(?:ly)?) (?:straight )?to your (?:inbox|email).{0,40}
.{0,80}externe[nr]? inhalt.{0,160}(?:zustimm|aktivier|akzeptier|geladen|angezeigt).{0,160}
.{0,40}personenbezogene daten an drittplattformen.{0,160}
"""
IN_OPEN_PROMPTS = ("to your ", "externe", "personenbezogene daten")

# How a line begins that leads to another article and is mostly a link.
LEADS_AWAY = r"""
(?:read|see|learn|find out) (?:more|also|next|here|the full \w+)
also (?:read|see|watch)
don['’]t miss
our (?:editorial )?standards
lesen sie (?:auch|dazu|hier|mehr|weiter)
lest (?:auch|hier|dazu)
mehr (?:zum thema|dazu|infos?|lesen)
auch interessant
(?:[àa] )?(?:lire|voir) (?:aussi|[ée]galement|la suite)
en savoir plus
(?:lea|lee|leer|ver|mir[áa]|vea|ve) (?:tambi[ée]n|m[áa]s)
te puede interesar
leggi (?:anche|pure)
(?:leia|veja|saiba|confira) (?:tamb[ée]m|mais)
(?:lees|bekijk) (?:ook|meer|verder)
l[äa]s (?:ocks[åa]|mer|även)
les (?:ogs[åa]|mer)
l[æa]s (?:ogs[åa]|mere)
lue (?:myös|lisää)
(?:prze)?czytaj (?:także|też|również|więcej)
zobacz (?:także|też|również|więcej)
(?:pře)?čtěte (?:také|též|si|více)
mohlo by vás zajímat
(?:pre)?čítajte (?:aj|si|viac)
(?:citește|citeşte|citiți|vezi) (?:și|şi|mai mult)
(?:pročitajte|čitajte) (?:još|i|više)
(?:bunu da |ayrıca |devamını )oku(?:yun)?
ilgili haber(?:ler)?
διαβάστε (?:επίσης|ακόμη|ακόμα|και|περισσότερα)
(?:читайте|смотрите) (?:также|ещё|еще|подробнее)
(?:читайте|дивіться) (?:також|ще)
(?:baca|lihat|simak) (?:juga|selengkapnya|lagi)
(?:xem|đọc) (?:thêm|tiếp)
soma (?:zaidi|pia)
(?:यह|ये|इसे) भी पढ़ें
اقر[أا] (?:أيض[اًا]{1,2}|المزيد)
شاهد أيض[اًا]{1,2}
(?:بیشتر|همچنین) بخوانید
(?:関連記事|あわせて読みたい|合わせて読みたい|続きを読む)
(?:관련\s?기사|더\s?보기)
(?:相关阅读|延伸阅读|延伸閱讀|相關新聞|相關報導)
"""

# Prompts that may stand in the text of an article; they take longer to look for than the ones above.
LATE_PROMPTS = r"""
click here (?:to|for) (?:get|download|sign up|subscribe|join|read more|see more|more)\b.{0,80}
(?:follow|like|find|join) .{2,60} on (?:facebook|twitter|x|instagram|whatsapp|google news|bluesky)\b.{0,180}
get .{0,90}(?:to|on) your (?:phone|mobile|whatsapp)\b.{0,60}
(?:reading time|tempo de leitura|tiempo de lectura|temps de lecture|tempo di lettura|leestijd|lästid|lesetid)\W.{1,20}
(?:læsetid|czas czytania|okuma süresi|waktu baca|lama membaca|время чтения|час читання)\W.{1,20}
placeholder image(?:\W?\d{1,3})?
"""

# The same that begin with anything, for lines that hold one of ``IN_LATE_PROMPTS``.
OPEN_LATE_PROMPTS = r"""
.{0,80}special offers,? promotions,? and adverts\b.{0,220}
.{0,120}\? (?:get in touch|e-?mail us|contact us|let us know|tell us|write to us)\b.{0,100}
.{0,120}hier geht(?:['’]s| es) (?:direkt )?zu[rm]? .{0,60}(?:app|newsletter|podcast|kanal)\b.{0,60}
[^.!?]{2,60}(?:/|\bvia|,|\||-)\s?getty images
"""
IN_LATE_PROMPTS = (
    "special offers",
    "? get in",
    "? e",
    "? contact",
    "? let",
    "? tell",
    "? write",
    "hier geht",
    "getty images",
)


def any_of(*phrases: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern that matches a whole lower-case line which is any of these, with ``before`` and ``after`` around it."""
    lines = [line for block in phrases for line in block.strip().splitlines() if line]
    alternatives = "|".join(line.replace(" ", r"\s+") for line in lines)
    return re.compile(rf"\W*{before}(?:{alternatives}){after}\W*")
