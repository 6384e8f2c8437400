# Publishing to destinations: the commands destination, outbox and push.

not-found-destination = There is no destination called “{ $name }”.
not-found-destination-hint = See what there is with “redaksi destination list”.
not-found-parcel = There is no delivery “{ $name }” in the outbox.
not-found-parcel-hint = See what there is with “redaksi outbox”.
parcel-no-retry = Delivery { $name } ({ $standing }) cannot be tried again: its text is not approved any more, was withdrawn, or a newer delivery took its place.
parcel-no-retry-hint = See where it stands with “redaksi outbox show { $name }”.
parcel-no-cancel = Delivery { $name } ({ $standing }) cannot be cancelled: it is over.
parcel-no-cancel-hint = A published text is taken back with “redaksi withdraw”.
parcel-no-resolve = Delivery { $name } ({ $standing }) waits for no decision.
parcel-no-resolve-hint = See where it stands with “redaksi outbox show { $name }”.
secret-none = The secret of the destination “{ $name }” is not on this computer.
secret-none-hint = Give it with “redaksi destination change { $name } --secret-file FILE”, or name a secret_command in redaksi.toml.
secret-empty = The secret of the destination “{ $name }” is empty.
secret-empty-hint = Give one line that says something.
secret-too-long = The secret of the destination “{ $name }” is longer than 4 KiB.
secret-too-long-hint = Check that it is the right file or command.
secret-not-a-line = The secret of the destination “{ $name }” is not one line of text.
secret-not-a-line-hint = Keep the secret alone, on one line.
secret-no-command = The command for the secret of “{ $name }” does not run.
secret-no-command-hint = Check secret_command in redaksi.toml.
secret-failed = The command for the secret of “{ $name }” ended with an error.
secret-failed-hint = Run it yourself and see what it lacks.
secret-silent = The command for the secret of “{ $name }” did not answer in 10 seconds.
secret-silent-hint = Unlock your password manager first, and try again.
secret-no-store = This redaksi was built without the system's key store, which redaksi.toml names for “{ $name }”.
secret-no-store-hint = Take key_store out of redaksi.toml and give the secret by a file or a secret_command, or build with the feature keyring.
secret-store = The system's key store did not give or take the secret of “{ $name }”.
secret-store-hint = See that one runs and is unlocked, and try again; or take key_store out of redaksi.toml and use a file or a secret_command.
secret-path = The file with the secret of “{ $name }” could not be read or written.
secret-path-hint = It must be yours, and readable by you alone (chmod 600).
secret-ask = Secret of { $name }: 
invalid-url = The address “{ $value }” cannot be used for this destination: https, with no name and password in it.
usage-form-destination = lower case a–z, digits and hyphens, at most 32, a letter first
invalid-destination = “{ $value }” is not a destination's name: lower case a–z, digits and hyphens, at most 32, a letter first.
invalid-set = “{ $value }” is not a setting of a destination: KEY=VALUE, the key in lower case; secrets are not kept here.
invalid-kind = The kind of a destination cannot become { $value }; remove it and add it again.

kind-wordpress = WordPress
kind-ghost = Ghost
kind-webhook = webhook
kind-folder = folder
kind-paste = paste sheet

operation-publish = publish
operation-correct = correct
operation-withdraw = withdraw

standing-queued = queued
standing-looking = being looked at
standing-sending = being sent
standing-unknown = not sure yet
standing-waiting = waiting to try again
standing-conflict = other words there
standing-refused = refused
standing-published = published
standing-visible = published, readers see it
standing-differs = changed over there
standing-cancelled = cancelled

label-kind = Kind
label-address = Address
label-destination = Destination
label-operation = Task
label-standing = State
label-attempts = Attempts
label-next = Next
label-trouble = Trouble
label-queued = Queued
label-exchange = Exchange

destination-none = There is no destination yet. Add one with “redaksi destination add”.
destination-added = Texts approved from now on go to { $name } too. For those approved before: “redaksi outbox queue ARTICLE”.
destination-removed = { $count ->
    [one] { $name } is removed; one delivery was cancelled. What is published there stays there.
   *[other] { $name } is removed; { $count } deliveries were cancelled. What is published there stays there.
}
destination-ready = ready
destination-no-secret = no secret on this computer
outbox-empty = The outbox is empty.
outbox-queued = { $count ->
    [one] One delivery was queued.
   *[other] { $count } deliveries were queued.
}
outbox-draft-reason = Brought in line with the text on the site.
outbox-draft-made = The words that stand there are in a draft of { $article } now; check it and have it reviewed.
outbox-draft-clashes = { $count ->
    [one] Both texts are in a draft of { $article } now; at one place both stand one after the other. Check it and have it reviewed.
   *[other] Both texts are in a draft of { $article } now; at { $count } places both stand one after the other. Check it and have it reviewed.
}
outbox-draft-same = The text of { $article } says the same; no draft was needed.
outbox-draft-unread = The words that stand there cannot be read from here: bring them into { $article } by hand with “redaksi correct” if they shall be the desk's.
outbox-draft-none = The decision stands, but no draft of { $article } was made: { $why }
push-nothing = There is nothing to send now.
push-next = Next at { $at }.
push-late = { $article } came out { $minutes } minutes after its time.
push-some-not-there = { $count ->
    [one] One delivery has not arrived.
   *[other] { $count } deliveries have not arrived.
}
push-some-not-there-hint = See why with “redaksi outbox”; what waits is tried again by “redaksi push”.
