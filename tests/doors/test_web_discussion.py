"""The discussion through the web door."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient
from tests.doors.events import tell_events
from tests.doors.test_web_stories import statements
from tests.doors.web_library import ADDRESS

from octavo.model.discussion import Action, CommentState, Guests, HouseRules, Moderation
from octavo.web import create_app

if TYPE_CHECKING:
    from tests.doors.web_library import Library

    from octavo.model.articles import Article


def key_of(page: str) -> str:
    return str(re.findall(r'name="key" value="([^"]*)"', page)[0])


def say(client: TestClient, body: str, **fields: object) -> int:
    """Post a comment as the script does; its number."""
    data = {"body": body, "key": body, **{name: str(value) for name, value in fields.items()}}
    reply = client.post("/discussion/say", data=data)
    assert reply.status_code == 303, reply.text
    found = re.search(r"#comment-(\d+)", reply.headers["location"])
    assert found, reply.headers["location"]
    return int(found[1])


def somebody(library: Library, name: str = "Ada") -> TestClient:
    """Another person, signed in."""
    user = library.paper.accounts.add(name)
    app = create_app(library.paper, public_url=ADDRESS)
    client = TestClient(app, base_url=ADDRESS, follow_redirects=False)
    client.get(f"/sign-in/{library.paper.accounts.new_sign_in_link(user)}")
    return client


def follow_all(library: Library, name: str) -> None:
    user = next(one for one in library.store.users() if one.name == name)
    for source in library.store.sources():
        library.store.subscribe(user.id, source.id, library.clock.now())


@pytest.fixture
def article(library: Library) -> Article:
    return library.article(library.source())


def state_of(library: Library, comment: int) -> CommentState:
    (found,) = library.store.comments([comment])  # type: ignore[list-item]
    return found.state


def test_a_comment_stands_under_its_article_and_one_form_says_it_once(client: TestClient, article: Article) -> None:
    page = client.get(f"/article/{article.id}").text
    assert "Nobody has said anything yet" in page
    assert HouseRules().welcome[:30] in page
    form = {"body": "The *tide* was low.", "key": key_of(page), "article": article.id, "next": f"/article/{article.id}"}
    for _ in range(2):
        reply = client.post("/discussion/say", data=form)
        assert reply.headers["location"] == f"/article/{article.id}#comment-1"
    page = client.get(f"/article/{article.id}").text
    assert "The <em>tide</em> was low." in page
    assert page.count('id="comment-1"') == 1
    assert client.get("/comment/2").status_code == 404


def test_replies_stand_in_their_thread(client: TestClient, article: Article) -> None:
    first = say(client, "Who counted?", article=article.id)
    second = say(client, "The harbour master.", parent=first)
    page = client.get(f"/comment/{first}").text
    assert page.index("Who counted?") < page.index("The harbour master.")
    assert client.get(f"/comment/{first}?act=quote").text.count("&gt; Who counted?") == 1
    assert f'id="comment-{second}"' in client.get(f"/article/{article.id}").text


def test_the_page_of_a_thread_shows_which_comment_it_is_of(client: TestClient, article: Article) -> None:
    first = say(client, "Who counted?", article=article.id)
    second = say(client, "The harbour master.", parent=first)
    for number in (first, second):
        page = client.get(f"/comment/{number}").text
        assert re.findall(r'at-hand" id="comment-(\d+)"', page) == [str(number)]
        assert page.count(article.title) == client.get(f"/comment/{first}").text.count(article.title)
    assert "at-hand" not in client.get(f"/article/{article.id}").text


def test_somebody_muted_is_heard_again_where_they_were_muted(
    client: TestClient, library: Library, article: Article
) -> None:
    comment = say(somebody(library), "Loud words.", article=article.id)
    client.post(f"/comment/{comment}/mute")
    page = client.get(f"/comment/{comment}").text
    assert "Mute Ada" not in page
    person = re.search(r'name="person" value="(\d+)">Hear Ada again', page)
    assert person
    reply = client.post("/discussion/unmute", data={"person": person[1], "next": f"/comment/{comment}"})
    assert reply.headers["location"] == f"/comment/{comment}"
    page = client.get(f"/comment/{comment}").text
    assert "You hear this person again." in page
    assert "Mute Ada" in page


def test_what_several_comments_are_about_is_said_once(client: TestClient, library: Library, article: Article) -> None:
    other = library.article(library.source(), "Another matter")
    for number, place in enumerate((article, article, other, article)):
        say(client, f"Said {number}.", article=place.id)
    page = client.get("/discussion").text
    assert page.count(f'href="/article/{article.id}#') == 2
    assert page.count(f'href="/article/{other.id}#') == 1


def test_what_was_said_is_changed_and_taken_back_within_the_window(
    client: TestClient, library: Library, article: Article
) -> None:
    comment = say(client, "It was 214.", article=article.id)
    client.post(f"/comment/{comment}/edit", data={"body": "It was 212."})
    page = client.get(f"/comment/{comment}").text
    assert page.index("It was 212.") < page.index("It was 214."), "moderators see what it said before"
    assert "It was 214." not in somebody(library).get(f"/comment/{comment}").text
    assert [one.body for one in library.store.versions(comment)] == ["It was 214."]  # type: ignore[arg-type]
    late = say(client, "Later words.", article=article.id)
    library.clock.advance(timedelta(minutes=16))
    assert client.post(f"/comment/{late}/edit", data={"body": "Too late."}).status_code == 403
    library.clock.advance(timedelta(minutes=-16))
    client.post(f"/comment/{comment}/delete")
    assert "It was 212." not in client.get(f"/article/{article.id}").text
    assert state_of(library, comment) is CommentState.DELETED


def test_nobody_changes_what_another_said(client: TestClient, library: Library, article: Article) -> None:
    comment = say(client, "Mine.", article=article.id)
    ada = somebody(library)
    for deed, data in (("edit", {"body": "Yours."}), ("delete", {})):
        assert ada.post(f"/comment/{comment}/{deed}", data=data).status_code == 403
    assert ada.get("/moderation").status_code == 403
    assert ada.post("/moderation/decide", data={"action": "purge", "comment": str(comment)}).status_code in {403, 422}
    assert state_of(library, comment) is CommentState.PUBLISHED


def test_reactions_are_counted_once_for_each_person(client: TestClient, library: Library, article: Article) -> None:
    comment = say(client, "Well counted.", article=article.id)
    ada = somebody(library)
    for _ in range(2):
        ada.post(f"/comment/{comment}/react", data={"kind": "Agree"})
    assert re.search(r"Agree\D{0,80}1\b", client.get(f"/comment/{comment}").text)
    assert ada.post(f"/comment/{comment}/react", data={"kind": "Nonsense"}).status_code == 400
    ada.post(f"/comment/{comment}/unreact", data={"kind": "Agree"})
    assert not re.search(r"Agree\D{0,80}1\b", client.get(f"/comment/{comment}").text)


def test_one_conversation_for_a_story_that_goes_along_with_its_articles(client: TestClient, library: Library) -> None:
    ferry, _cup = tell_events(library)
    (placed,) = library.store.placements([ferry[0].id])
    say(client, "Under the first paper.", article=ferry[0].id)
    say(client, "Under the second paper.", article=ferry[1].id)
    story = say(client, "On the whole story.", story=placed.story)
    for path in (f"/story/{placed.story}", f"/article/{ferry[2].id}"):
        page = client.get(path).text
        assert all(words in page for words in ("Under the first paper.", "Under the second paper.", "whole story."))
    (whole,) = library.store.comments([story])  # type: ignore[list-item]
    rest = [one.id for one in ferry if one.id not in (ferry[1].id, whole.article)]
    library.paper.stories.split(placed.story, [ferry[1].id] if whole.article != ferry[1].id else rest)
    (apart,) = library.store.placements([ferry[1].id])
    (stayed,) = library.store.placements([ferry[0].id])
    assert apart.story != stayed.story
    assert "Under the second paper." in client.get(f"/story/{apart.story}").text
    assert "Under the first paper." in client.get(f"/story/{stayed.story}").text
    library.paper.stories.undo(library.paper.stories.decisions()[-1].id)
    assert "Under the second paper." in client.get(f"/story/{placed.story}").text


def test_a_comment_speaks_of_a_sentence(client: TestClient, article: Article) -> None:
    quote = article.blocks[0].text
    comment = say(client, "Is that so?", article=article.id, quote=quote)
    assert quote in client.get(f"/comment/{comment}").text
    refused = client.post(
        "/discussion/say", data={"body": "x y", "key": "k", "article": article.id, "quote": "not there"}
    )
    assert refused.status_code == 400
    assert "not in the article as it now stands" in refused.text


def test_moderators_work_the_queue_and_undo(client: TestClient, library: Library, article: Article) -> None:
    client.post("/moderation/house", data={"enabled": "on", "moderation": "all"})
    library.paper.discussion.moderation.save_rules(HouseRules(moderation=Moderation.ALL))
    ada = somebody(library)
    comment = say(ada, "Let me through.", article=article.id)
    assert state_of(library, comment) is CommentState.HELD
    assert "Let me through." in ada.get(f"/comment/{comment}").text, "its author sees it, and why it waits"
    assert "Let me through." in client.get("/moderation").text
    entries = library.paper.discussion.moderation.decide([comment], Action.PUBLISH)  # type: ignore[list-item]
    assert state_of(library, comment) is CommentState.PUBLISHED
    assert "Let me through." not in client.get("/moderation").text
    assert library.paper.discussion.moderation.undo([one.id for one in entries]) == 1
    assert state_of(library, comment) is CommentState.HELD
    library.paper.discussion.moderation.decide([comment], Action.REJECT, "Off topic.")  # type: ignore[list-item]
    assert "Off topic." in ada.get(f"/comment/{comment}").text
    assert "reject" in client.get("/moderation/log").text.lower()


def test_who_is_banned_may_not_write_until_the_end(client: TestClient, library: Library, article: Article) -> None:
    ada = somebody(library)
    say(ada, "Before.", article=article.id)
    library.paper.discussion.moderation.ban("Ada", days=2, reason="Insults.")
    refused = ada.post("/discussion/say", data={"body": "During.", "key": "during", "article": article.id})
    assert refused.status_code == 403
    library.clock.advance(timedelta(days=3))
    say(ada, "After.", article=article.id)
    assert "After." in client.get(f"/article/{article.id}").text


def test_reports_of_several_people_hide_a_comment_until_it_was_looked_at(
    client: TestClient, library: Library, article: Article
) -> None:
    comment = say(client, "Something doubtful.", article=article.id)
    for name in ("Ada", "Ben", "Cy"):
        reply = somebody(library, name).post(f"/comment/{comment}/report", data={"kind": "abuse", "note": "Rude."})
        assert reply.status_code == 303
    assert state_of(library, comment) is CommentState.HELD
    assert "Rude." in client.get("/moderation").text


def test_guests_read_and_write_only_where_the_house_lets_them(
    client: TestClient, stranger: TestClient, library: Library, article: Article
) -> None:
    say(client, "For members.", article=article.id)
    path = f"/discussion/article/{article.id}"
    stranger = TestClient(stranger.app, base_url=ADDRESS, follow_redirects=False)
    assert stranger.get(path).status_code in {303, 401}
    desk = library.paper.discussion.moderation
    desk.save_rules(HouseRules(guests=Guests.READ))
    assert "For members." in stranger.get(path).text
    assert (
        stranger.post("/discussion/say", data={"body": "Hi there.", "key": "g", "article": article.id}).status_code
        == 403
    )
    desk.save_rules(HouseRules(guests=Guests.WRITE))
    stranger.get(path)  # its browser gets something to be known by
    reply = stranger.post(
        "/discussion/say", data={"body": "Hi there.", "key": "g", "article": article.id, "name": "Gus"}
    )
    assert reply.status_code == 303
    assert "Gus" in client.get("/moderation").text or "Gus" in client.get(path).text


def test_a_feed_of_a_thread_opens_with_its_key_alone(
    client: TestClient, stranger: TestClient, article: Article
) -> None:
    say(client, "News <b>bold</b> & more.", article=article.id)
    client.post("/feeds/key")
    found = re.search(r"key=([\w-]+)", client.get(f"/article/{article.id}").text + client.get("/discussion").text)
    assert found
    feed = stranger.get(f"/discussion/article/{article.id}/feed?key={found[1]}")
    assert feed.status_code == 200
    assert "<b>bold" not in feed.text
    assert stranger.get(f"/discussion/article/{article.id}/feed?key=wrong").status_code in {303, 401, 403, 404}


def test_forms_of_other_sites_say_nothing(client: TestClient, library: Library, article: Article) -> None:
    data = {"body": "Forged.", "key": "f", "article": article.id}
    reply = client.post("/discussion/say", data=data, headers={"origin": "https://evil.example"})
    assert reply.status_code == 403
    assert library.store.comments_of(library.me.id, 10) == ()


def test_the_discussion_can_be_hidden(client: TestClient, library: Library, article: Article) -> None:
    say(client, "Chatter.", article=article.id)
    assert 'action="/discussion/hide"' in client.get(f"/article/{article.id}").text
    client.post("/discussion/hide", data={"on": "true"})
    assert "Chatter." not in client.get(f"/article/{article.id}").text
    client.post("/discussion/hide", data={"on": "false"})
    assert "Chatter." in client.get(f"/article/{article.id}").text
    library.paper.discussion.moderation.save_rules(HouseRules(enabled=False))
    assert "Chatter." not in client.get(f"/article/{article.id}").text
    assert client.post("/discussion/say", data={"body": "More.", "key": "m", "article": article.id}).status_code == 403


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "![x](https://evil.example/p.png)",
        "<img src=x onerror=alert(1)>",
        "[x](data:text/html,<script>alert(1)</script>)",
        "`</code><script>alert(1)</script>`",
        "> <iframe src=//evil.example>",
        '[a](https://ok.example "onmouseover=alert(1)")',
        "&lt;script&gt;alert(1)&lt;/script&gt;",
    ],
)
def test_hostile_words_stay_words(client: TestClient, library: Library, article: Article, body: str) -> None:
    said = library.paper.discussion.say(f"Look: {body}", key=body, article=article.id)
    library.paper.discussion.moderation.decide([said.id], Action.PUBLISH)
    page = client.get(f"/article/{article.id}").text.partition("Discussion</h2>")[2]
    assert not re.search(r"<(script|img|iframe)", page)
    assert not re.search(r'(href="(javascript|data):|<[^>]+\son\w+=)', page)


def test_the_number_of_queries_does_not_grow_with_comments(
    client: TestClient, library: Library, article: Article
) -> None:
    library.paper.discussion.moderation.save_rules(HouseRules(rate=1_000))

    def more(first: int, count: int) -> None:
        for number in range(first, first + count):
            say(client, f"Comment number {number} about the ferry.", article=article.id)
        client.get(f"/article/{article.id}")

    more(0, 3)
    with statements() as few:
        client.get(f"/article/{article.id}")
    more(3, 12)
    with statements() as many:
        client.get(f"/article/{article.id}")
    assert len(many) == len(few) > 0


def test_what_came_since_the_last_visit_is_new(client: TestClient, library: Library) -> None:
    ferry, _cup = tell_events(library)
    (placed,) = library.store.placements([ferry[0].id])
    ada = somebody(library)

    def new_to_me(path: str) -> list[str]:
        page = client.get(path).text
        found = re.findall(r'id="comment-\d+".*?class="words"[^>]*><p>(.*?)</p>', page, re.DOTALL)
        return [words for words, part in zip(found, page.split('id="comment-')[1:], strict=True) if "fresh" in part]

    here = f"/article/{ferry[0].id}"
    say(ada, "Before the first visit.", article=ferry[0].id)
    assert new_to_me(here) == []
    library.clock.advance(timedelta(hours=1))
    say(ada, "After it.", article=ferry[0].id)
    say(ada, "Under another paper.", article=ferry[1].id)
    library.clock.advance(timedelta(hours=1))
    for path in (here, here, f"/story/{placed.story}", f"/article/{ferry[2].id}"):
        assert new_to_me(path) == ["After it.", "Under another paper."], path
    assert "3 comments, 2 new" in client.get(here).text
    library.clock.advance(timedelta(hours=1))
    assert new_to_me(here) == []
    (muted,) = [one.id for one in library.store.users() if one.name == "Ada"]
    say(ada, "From somebody muted.", article=ferry[0].id)
    library.clock.advance(timedelta(minutes=1))
    library.store.mute(library.me.id, muted, on=True)
    assert " new</span></h2>" not in client.get(here).text


def test_a_conversation_that_was_empty_at_the_first_visit_has_news_at_the_second(
    client: TestClient, library: Library, article: Article
) -> None:
    client.get(f"/article/{article.id}")
    library.clock.advance(timedelta(hours=1))
    say(somebody(library), "The first word.", article=article.id)
    library.clock.advance(timedelta(hours=1))
    assert 'class="tag fresh"' in client.get(f"/article/{article.id}").text


def test_a_thread_has_a_feed_of_its_own(client: TestClient, article: Article) -> None:
    first = say(client, "Who counted?", article=article.id)
    reply = say(client, "The harbour master.", parent=first)
    say(client, "Another matter.", article=article.id)
    page = client.get(f"/comment/{reply}").text
    assert f'href="/comment/{first}/feed"' in page
    feed = client.get(f"/comment/{reply}/feed").text
    assert "Who counted?" in feed
    assert "The harbour master." in feed
    assert "Another matter." not in feed


def test_the_log_tells_what_was_done(client: TestClient, library: Library, article: Article) -> None:
    comment = say(somebody(library), "Let me through.", article=article.id)
    client.post("/moderation/decide", data={"action": "spam", "comment": str(comment)})
    log = " ".join(re.sub(r"<[^>]+>", " ", client.get("/moderation/log").text).split())
    assert f"Rejected as spam comment {comment} of Ada , by" in log
    assert f"Published comment {comment} of Ada , by the house rules" in log


def test_a_guest_is_offered_only_what_a_guest_may_do(client: TestClient, library: Library, article: Article) -> None:
    said = say(client, "For everybody.", article=article.id)
    library.paper.discussion.moderation.save_rules(HouseRules(guests=Guests.WRITE))
    guest = TestClient(client.app, base_url=ADDRESS, follow_redirects=False)
    page = guest.get(f"/comment/{said}?act=edit").text
    for deed in ("Change it", "Take it back", "Report it", "Mute", "Save the change"):
        assert deed not in page
    own = say(guest, "From a guest.", article=article.id, name="Gus")
    page = guest.get(f"/comment/{own}?act=edit").text
    assert "Take it back" in page
    assert "Save the change" in page
    library.clock.advance(timedelta(hours=1))
    assert "Change it" not in guest.get(f"/comment/{own}").text


def test_a_ban_from_the_queue_is_all_or_nothing_and_undone_with_it(
    client: TestClient, library: Library, article: Article
) -> None:
    library.paper.discussion.moderation.save_rules(HouseRules(moderation=Moderation.ALL, guests=Guests.WRITE))
    guest = TestClient(client.app, base_url=ADDRESS, follow_redirects=False)
    guest.get(f"/discussion/article/{article.id}")
    ada, ben = somebody(library), somebody(library, "Ben")
    by_guest = say(guest, "From a guest.", article=article.id, name="Gus")
    both = [say(ada, "Buy my boat.", article=article.id), say(ben, "Buy mine.", article=article.id)]
    deed = {"action": "ban", "days": "7", "reason": "Advertising."}
    refused = client.post("/moderation/decide", data={**deed, "comment": [str(by_guest)]})
    assert refused.status_code == 403
    assert state_of(library, by_guest) is CommentState.HELD
    done = client.post("/moderation/decide", data={**deed, "comment": [str(n) for n in (*both, by_guest)]})
    assert {state_of(library, one) for one in (*both, by_guest)} == {CommentState.REJECTED}
    assert {one.name for one in library.store.bans(library.clock.now())} == {"Ada", "Ben"}
    lines = re.findall(r"done=([\d,]+)", done.headers["location"])[0]
    client.post("/moderation/undo", data={"lines": lines})
    assert {state_of(library, one) for one in (*both, by_guest)} == {CommentState.HELD}
    assert library.store.bans(library.clock.now()) == ()
    assert "Every comment here is looked at" in ada.get(f"/comment/{both[0]}").text


def test_house_rules_with_nonsense_in_them_are_refused(client: TestClient) -> None:
    for field, value in (("source-abc", ""), ("source-1", "perhaps"), ("rate", "many"), ("guests", "all")):
        reply = client.post("/moderation/house", data={"enabled": "on", field: value})
        assert reply.status_code == 400, field
