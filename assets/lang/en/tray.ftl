# Publishing in the workstation: the tray, the header, and setting up destinations.

tray-head-needed = { $count ->
    [one] 1 needs you
   *[other] { $count } need you
}
tray-head-sending = sending
tray-head-unsure = { $count ->
    [one] 1 not sure yet
   *[other] { $count } not sure yet
}
tray-head-offline = offline, { $count } queued
tray-head-queued = { $count } queued
tray-head-done = all sent

tray-there = the destination
tray-title = Outbox
tray-on-its-way = On its way
tray-needed = Needs you
tray-over = Done
tray-turn = group
tray-nowhere = There is no destination yet: approved texts become pages by “Publish pages” alone. An administrator adds destinations: { $key }, then “Publishing destinations”.
tray-empty-way = Nothing is on its way. A text that is approved comes here by itself and goes to: { $names }.
tray-empty-needed = Nothing needs you. What a destination refuses, and where somebody changed the words over there, waits here until you decide.
tray-empty-over = Nothing has arrived yet. What reached { $names } is listed here with its public address.
tray-since = since { $when }
tray-attempts = { $count ->
    [one] 1 try
   *[other] { $count } tries
}
tray-next = next try { $when }
tray-next-now = next try in a moment
tray-standing-by-hand = to be done by hand
tray-standing-gone = taken away
tray-details = Goes to
tray-parcel = Delivery
tray-revision = revision { $revision }
tray-void = The text is not approved any more: it is looked for over there, and not sent.
tray-said = They said: { $words }
tray-exchange = On the wire:
tray-decide = The words over there are others than ours. Compare them, then decide: ours, theirs, or both in one text. Theirs and both become a correction, which is reviewed like any other.
tray-decide-blind = Something else is over there than we know of, and its words are not known. Look at the page, then decide whether ours go over it.
tray-compare = compare
tray-ours = ours
tray-theirs = theirs
tray-both-texts = both
tray-sheet = copy by hand
tray-ours-theirs = From ours to theirs
tray-base-theirs = What they changed
tray-base-ours = What we changed
tray-reviewers = Reviewers decide about deliveries. Ask one of them.
tray-no-address = There is no public address yet.
tray-correction-reason = Changed at { $name } and taken over

tray-ask-cancel = Cancel this delivery?
tray-ask-ours = Put our words over theirs?
tray-ask-theirs = Take their words?
tray-ask-merged = Bring both together?
tray-sure-nothing = Nothing of it has gone to { $name }. It will not go there.
tray-sure-unknown = It may be at { $name } already: nobody knows for sure. It is looked for once more, and not sent again. If it is there, it stays there and waits for your decision.
tray-sure-conflict = The words that are at { $name } now stay there. Ours will not go there.
tray-sure-old = The older text stays at { $name }. The correction will not go there.
tray-sure-stays = The text stays at { $name }, though it was withdrawn here. Readers may go on seeing it.
tray-sure-ours = What is at { $name } now is replaced by what was approved here. Changes that somebody made over there are lost for readers.
tray-sure-theirs = What is at { $name } now stays. Here a correction with their words begins, which is reviewed like any other.
tray-sure-merged = What is at { $name } now stays for the moment. Here a correction with the words of both begins; when it is approved, it goes over theirs.
tray-do-cancel = Cancel the delivery
tray-do-ours = Ours
tray-do-theirs = Theirs
tray-do-merged = Both
tray-do-at = Check the page
tray-not = Not now
tray-close = Close

tray-sheet-title = Copy by hand
tray-sheet-about = Enter or a digit copies a field. When the page is there, give its address: it is read as any reader would read it.
tray-sheet-away = Take the page away in the site's own form, then check that it is gone.
tray-url = Published at:
tray-url-none = Give the public address of the page first.
paste-title = Title
paste-date = Date
paste-category = Category
paste-summary = Summary
paste-body = Text
paste-tags = Tags
paste-author = Author
paste-source = Source
paste-slug = Address part

tray-did-retry = It is tried again now: { $headline }
tray-did-cancel = Cancelled: { $headline }
tray-did-ours = Ours goes over theirs: { $headline }
tray-did-theirs = A correction with their words has begun: { $headline }
tray-did-merged = A correction with the words of both has begun: { $headline }
tray-did-at = The page is being read: { $headline }
tray-retried = { $count ->
    [0] Nothing waits for another try.
    [one] One delivery is tried again now.
   *[other] { $count } deliveries are tried again now.
}
tray-unread = The words that stand there cannot be read from here: if they shall be ours, bring them into the text by hand.
tray-both = Ours: { $ours } · Theirs: { $theirs }
tray-both-count = { $count ->
    [one] In one place both changed the same words: both stand there now, and the log has them.
   *[other] In { $count } places both changed the same words: both stand there now, and the log has them.
}
tray-published = Published at { $name }: { $headline }
tray-visible = Readers see it at { $name }: { $headline }
tray-published-visible = Published at { $name }, and readers see it: { $headline }
tray-gone = Taken away at { $name }: { $headline }
tray-unsure = Not sure yet whether it is at { $name }; it is being looked at: { $headline }
tray-waits = { $name }: { $why } It is tried again by itself.
tray-page = { $name }: { $why }
tray-by-hand = { $name }: to be copied by hand, the outbox has the sheet: { $headline }
tray-away-by-hand = { $name }: to be taken away by hand: { $headline }
tray-conflict = { $name } has other words: decide in the outbox: { $headline }
tray-refused = { $name } does not take it: { $why }
tray-differs = { $name }: readers see something else than was approved: { $headline }
tray-goes-to = It goes to: { $names }
tray-goes-to-at = It goes to: { $names } ({ $when })
tray-taken-from = It is taken away at: { $names }

why-in-tray = Only in the outbox, where a delivery is chosen.

dest-title = Publishing destinations
dest-none = There is no destination yet. Add one: a WordPress or Ghost site, a signed call, a folder, or a sheet to copy from by hand. Texts that are approved from then on go there by themselves.
dest-add = add
dest-change = change
dest-check = check
dest-remove = remove
dest-ready = ready
dest-by-command = secret by a command
dest-no-secret = no secret on this computer
dest-add-title = A new destination
dest-change-title = Change a destination
dest-kind = Kind
dest-about-wordpress = A WordPress site, with an application password of an account that may publish.
dest-about-ghost = A Ghost site, with the Admin API key of an integration.
dest-about-webhook = Your own receiver: each text comes as a signed call.
dest-about-folder = A folder on this computer that becomes the site.
dest-about-paste = A site without an API: you copy field by field, and the page is checked.
dest-name = Short name:
dest-url = Address:
dest-folder = Folder:
dest-form = Address of the form:
dest-account = Account:
dest-secret = Secret:
dest-secret-file = or its file:
dest-secret-about = It is kept in a file that only you can read, on this computer alone.
dest-secret-there = A secret is on this computer. What you type here takes its place.
dest-others = Other settings (key=value, one a line)
dest-name-bad = The name: lower case a–z, digits and hyphens, a letter first.
dest-url-none = The address is missing.
dest-others-bad = Other settings are written key=value, one a line.
dest-keep = Keep and check
dest-kept = Kept: { $name }
dest-removed = { $count ->
    [0] { $name } is removed. What is published there stays there.
    [one] { $name } is removed; one delivery was cancelled. What is published there stays there.
   *[other] { $name } is removed; { $count } deliveries were cancelled. What is published there stays there.
}
dest-remove-title = Remove a destination?
dest-remove-about = Nothing more is sent to { $name }, and what is queued for it is cancelled. What is published there stays there. Its secret is deleted on this computer.
dest-check-title = Checking { $name }
dest-checking = Looking …
dest-check-good = All is well: it can be published here.
dest-found = Found and not kept yet: { $url } and its settings. k keeps them.
dest-check-bad = Mend what is marked ✗, then check again.
