# Questions, signing in, the tour.

ask-cancel = Cancel
ask-waits = One moment …
ask-new-line = Alt+Enter: new line. Enter: go on.
ask-needs-letter = Press { $key } to do it; Enter alone is not enough.
ask-reason-none = Write it first.
ask-slug-title = Address of the page
ask-slug-about = Small letters, digits and hyphens. Empty: made from the headline.
ask-slug-label = Slug:
ask-slug-do = Save
ask-slug-unfit = Only a–z, 0–9, and hyphens between them.
ask-slug-locked = This text cannot be edited now.
ask-return-title = Return the text
ask-return-about = The writer sees this note above the text.
ask-return-label = What has to be mended?
ask-return-do = Return
ask-schedule-title = Schedule
ask-schedule-about = For example: tomorrow 09:00, 22/11 08:30, +2h.
ask-schedule-label = Publish:
ask-schedule-do = Schedule
ask-moment-none = Write the day and the hour.
ask-moment-unclear = This moment is not understood yet.
ask-moment-past = That moment has passed.
ask-correct-title = Correct a published text
ask-correct-about = The page stays until the correction is approved. The reason is shown on it.
ask-correct-label = What is corrected?
ask-correct-path = Give it a new address; the old one leads there
ask-correct-do = Open the correction
ask-withdraw-title = Withdraw from publication
ask-withdraw-about = A note that the text was withdrawn takes the place of the page. What people have read cannot be taken back.
ask-withdraw-label = Why is it withdrawn?
ask-withdraw-do = Withdraw
ask-withdraw-key = w
ask-export-title = Export pages
ask-export-trial = Try: write to a trial folder
ask-export-publish = Publish: write and record it
ask-due = { $count ->
    [0] No text is due; only the site is written again.
    [one] { $count } text becomes public:
   *[other] { $count } texts become public:
}
ask-due-more = and { $count } more
ask-due-looks = Looking which texts are due…
ask-export-final = What is published is public and on record; this cannot be undone.
ask-export-do = Write
ask-publish-do = Publish
ask-publish-key = p

unlock-title = Edit this text?
unlock-submitted = This text is in review. Editing takes it back to a draft.
unlock-approved = This text is approved. Editing voids the approval and takes it back to a draft.
unlock-scheduled = This text is scheduled. Editing voids its approval and its schedule.
unlock-leave = Leave it
unlock-do = Edit
unlock-key = e

leaving-title = The text is not saved
leaving-kept = What you typed is in the journal and is offered when redaksi starts again.
leaving-lost = The typing journal could not be written either: what is unsaved will be lost.
leaving-stay = Stay here
leaving-do = Leave all the same

arrival-title = Make a text from what was pasted?
arrival-words = { $count } words. It begins:
arrival-do = Make a text
arrival-path-title = Import a file
arrival-path-about = Text, Markdown, HTML, Word or JSON. Several files are parted by blanks; ~ is the home folder.
arrival-path-label = File:

sign-in-title = Sign in
sign-in-nobody = Nobody can sign in at this desk.
sign-in-passphrase = Passphrase:
sign-in-do = Sign in
lock-title = Locked
lock-about = The text is hidden. Somebody else may sign in by their own name.
lock-do = Unlock

setup-title = A new desk: { $number } of 3
setup-about = Welcome. Three questions, and the desk is ready. Nothing is made before the last answer.
setup-name = Your name:
setup-short-name = Name to sign in with: { $name }
setup-name-none = Write your name.
setup-quit-hint = { $key } leaves without making a desk.
setup-office-about = Both appear on pages and in datelines.
setup-office = Office:
setup-place = Town:
setup-office-none = Write the office's name.
setup-place-none = Write the town's name.
setup-zone = Time zone:
setup-zone-none = No time zone fits.
setup-where = The desk is made in { $place }, without a passphrase. To set one: redaksi person passphrase.
setup-next = Go on
setup-back = Back
setup-do = Make the desk

tour-open = Open. Choose a draft in the list with the arrows and press { $open }. ({ $close } closes the tour)
tour-edit = Edit. Type something into the text; every key is kept at once.
tour-findings = Check. { $next } goes to the next finding, { $fix } mends it, until no error is left.
tour-submit = Submit. Press { $submit }: the text goes to the reviewers.
tour-switch = Switch. { $palette }, type “{ $switch }”, and sign in as nur: writers do not approve their own work.
tour-approve = Approve. { $review } shows the Review list; open the text with { $open }, read it, and press { $yes }.
tour-export = Publish. { $palette }, type “{ $export }”, choose publish. What was approved becomes pages.
tour-end = Done: in, checked, reviewed by somebody else, out. { $close } closes the tour; help is in { $menu }.
tour-closed = The tour is closed; { $key } takes it up again.

# The text as it was.
earlier-title = Earlier
earlier-about = Shows the text as it was, and what taking it back would change.
earlier-label = How far back
earlier-how = 10 minutes, an hour ago, 09:30, yesterday 14:05, 5 steps, oldest
earlier-unclear = This is no time that has been. Try “10 minutes”, “09:30” or “5 steps”.
earlier-lost = The way back there is damaged; the text is as it was.
earlier-oldest = the oldest that is known
earlier-name = { $clock } ({ $near })
earlier-do = Show
earlier-page = { $name }: what taking it would change
earlier-take = take it
earlier-before = earlier
earlier-after = later
earlier-same = The text was the same then as it is now.
earlier-taken = The text of { $name } is back; undo takes that back.
earlier-none = Nothing was changed in this text yet.
earlier-moved = The text was changed meanwhile; ask again.
