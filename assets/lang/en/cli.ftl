# The command line: common words, and lines that were not understood.

talk-note = note:
talk-warning = ! warning:
talk-error = ✗ error:
talk-hint = →

usage-no-command = There is no command.
usage-unknown-argument = “{ $what }” means nothing here.
usage-unknown-command = There is no command “{ $what }”.
usage-missing-argument = Still missing: { $what }.
usage-missing-command = This command needs a subcommand.
usage-bad-value = “{ $value }” is not a value that { $what } can have.
usage-bad-form = “{ $value }” does not fit { $what }: { $form }.
usage-missing-value = { $what } needs a value.
usage-too-many-values = “{ $value }” is one too many for { $what }.
usage-conflict = { $what } cannot be used together with { $other }.
usage-not-utf8 = One of the arguments is not UTF-8 text.
usage-other = This command line cannot be understood.
usage-hint-near = Did you mean: { $near }
usage-hint-usage = It is written: { $usage }
usage-hint-choices = The choices: { $choices }

usage-form-assignment = write NAME=VALUE
usage-form-revision = write a revision's number, such as 7 or 7-3fa9c1d2
usage-form-zone = write the name of a time zone, such as Asia/Jakarta
usage-form-time = write 2025-10-21, 2025-10-21 09:30, or 09:30
usage-form-since = write a distance such as 30m, 3h, 2d, 1w, or a date

# Names of things, of fields, of deeds.

label-desk = Desk
label-office = Office
label-person = Person
label-name = Name
label-full-name = Full name
label-roles = Roles
label-fingerprint = Key
label-stage = Stage
label-waiting-for = Waits for
label-revision = Revision
label-live-revision = Public
label-published = Published
label-scheduled = Goes out
label-trash = In the trash
label-path = Page
label-author = Author
label-contributors = Writers
label-words = Words
label-updated = Changed
label-id = Id
label-when = When
label-digest = Text
label-deed = Deed
label-state = State
label-site = Site
label-articles = Articles
label-records = Records
label-size = Size
label-version = Version

role-admin = administrator
role-editor = editor
role-reviewer = reviewer

field-headline = Headline
field-summary = Summary
field-section = Section
field-tags = Tags
field-place = Place
field-date = Date
field-event_from = Event from
field-event_to = Event to
field-byline = Byline
field-credit = Credit
field-language = Language
field-body = Body
field-due = Due
field-embargo = Embargo

level-error = error
level-warning = warning
level-suggestion = suggestion

deed-office-created = made the office
deed-setting-changed = changed a setting
deed-person-added = let in
deed-person-changed = changed a person
deed-person-revoked = ended the access of
deed-writer-enrolled = enrolled a key
deed-writer-retired = retired a key
deed-revision-saved = saved
deed-article-submitted = submitted
deed-article-returned = sent back
deed-article-approved = approved
deed-article-scheduled = scheduled
deed-article-lapsed = undid the approval of
deed-article-unscheduled = unscheduled
deed-article-planned = planned
deed-article-corrected = opened a correction
deed-article-withdrawn = withdrew
deed-article-trashed = threw away
deed-article-untrashed = took out of the trash
deed-delivery-taken = published
deed-content-erased = erased
deed-destination-added = added where texts go
deed-destination-changed = changed where texts go
deed-destination-removed = removed where texts go
deed-delivery-removed = took away at the destination
deed-delivery-conflict = found other words at the destination

# What commands say.

ask-who = Who is at work? ({ $names })
init-next = Let others in with “redaksi person add NAME --role editor”, then bring in a text with “redaksi import FILE”.
single-eye-declared = Single-eye mode: one person may approve their own text, and every page says so.
key-without-passphrase = The key has no passphrase: whoever can read the desk's folder can sign with it. Set one with “redaksi person passphrase NAME”.
person-revoked = { $name } (no longer)
desk-read-only = The desk lies in a folder or on a disk that can only be read. You can read and search; nothing can be saved. To work, make it writable, or copy the whole desk folder to another disk.
desk-large-log = The desk's log has grown to { $size }: another program has been reading for long. Close it.
revision-named = revision { $revision }
submitted-with-warnings = { $count ->
    [one] { $count } warning goes with it to the reviewer.
   *[other] { $count } warnings go with it to the reviewer.
}
scheduled-for = It goes out at { $at }.
trash-done = It lies in the trash until { $until }; take it out with “redaksi untrash”.
trash-until = until { $until }
trash-was-until = no way back since { $until }
finding-fix = → { $fix }
fix-drop = take it out
fix-blank = one blank
check-clean = nothing found
list-empty = No article fits. Bring one in with “redaksi import FILE” or “redaksi new”.
list-more = There are more: go on with --after { $cursor }
list-cut = Many articles were read and few fit; the list ends early. Go on with --after, or ask for less at once.
list-bad-cursor = the cursor “{ $cursor }” is none of this list
no-headline = (no headline)
edit-voids-approval = The approval no longer counts: it was of another text. This is a draft again.
edit-leaves-review = The text is a draft again; submit it when it is ready.
edit-due-passed = The due time { $at } has passed already: the text counts as late.
edit-embargo-passed = The embargo until { $at } is over already: it holds nothing back.
import-progress = Taking in { $done } of { $total }
note-duplicate = This file was taken in before; here is its article. Take it in again with --again.
export-progress = Writing { $done }
export-no-address = The office has no site address: pages get no feed, no canonical address and no share links. Set one with “redaksi office set site_url=…”.
export-done = { $pages ->
    [one] { $pages } page
   *[other] { $pages } pages
}; { $written ->
    [one] { $written } file
   *[other] { $written } files
} written, { $unchanged } unchanged, { $removed } removed
published-late = { $article } went out { $minutes } minutes after its time.
diff-of = Revision { $from } against { $to }
diff-none = Revisions { $from } and { $to } are the same.
info-size = { $size }; { $free } free on the disk
verify-progress = Verifying { $done }
verify-clean = The ledger is whole: { $records } records and { $contents } texts verified.
verify-problems = The ledger has problems. { $records } records, { $contents } texts:
verify-more = … and { $count } more.
verify-genesis = All of it rests on the key { $fingerprint }. Compare it with the one written down when the desk was made.

problem-unreadable = Record { $row } cannot be read: { $detail }.
problem-digest = Record { $row } was changed: its digest does not fit.
problem-column = Record { $row } was changed: its column { $detail } is not what was signed.
problem-signature = Record { $row } carries a signature that does not fit.
problem-chain = Record { $row } does not follow in its writer's chain ({ $detail }): one was taken out, put in, or moved.
problem-parent = Record { $row } names { $detail }, which is not there before it.
problem-content = A text was changed or is gone: { $detail }.
problem-law = Record { $row } is against the law of the desk and counts for nothing: { $detail }.
problem-projection = The list shows article { $detail } otherwise than the ledger has it. Mend with “redaksi doctor --rebuild --fix”.
problem-schema = The file's { $detail } is not as redaksi made it.
problem-head = Records at the end are gone: the key and number { $detail } were noted and are not there.

editor-discarded = The editor ended with a failure, so nothing was changed.
editor-discarded-hint = Save and close the editor normally to keep a change.
editor-page = The page that came back from the editor cannot be read: its first lines must stay between “+++” and “+++”.
editor-page-hint = Nothing was lost: it is kept in { $place }. Mend it there and use --body-file, or edit again.
editor-kept = What you wrote is kept in { $place }.
editor-missing = No editor is known.
editor-missing-hint = Set VISUAL or EDITOR, such as EDITOR=nano, or use --set and --body-file.
editor-not-found = The editor “{ $name }” was not found.
editor-not-found-hint = Set VISUAL or EDITOR to a program that is installed.

backup-done = Backup made and verified: { $records } records, { $size }.
backup-copy-failed = No copy could be put into { $place }.
backup-failed = No backup could be made; see the log. The deed itself is done.
backup-due = The desk is large and its last backup is old: make one with “redaksi backup”.
restore-done = The desk is back, with { $records } records.
restore-kept = The replaced file is kept: { $place }
restore-new-chains = People go on with new keys where the backup was older than their last record.
salvage-done = { $kept } records saved, { $lost } lost.
salvage-next = The damaged file was not touched. Look at the saved one, then bring it in with “redaksi restore-backup FILE”.
rebuild-equal = All tables made again from { $records } records, and equal.
rebuild-differs = { $count ->
    [one] Made again from { $records } records, the tables differ in { $count } place.
   *[other] Made again from { $records } records, the tables differ in { $count } places.
}
rebuild-replaced = The tables were put right; the old file is kept: { $place }
doctor-pages = Pages of the file
doctor-ledger = Ledger and texts
doctor-search = Search index
doctor-space = Room on the disk
doctor-backup = Last backup
doctor-counts = { $records } records, { $problems } problems
doctor-next = See “redaksi audit verify” for the ledger, “redaksi doctor --rebuild --fix” for tables and search, “redaksi backup” for a backup.

erase-ask-all = All revisions and notes of “{ $headline }” will be gone for good. Type { $short } to erase them:
erase-ask-one = The words of revision { $revision } of “{ $headline }” will be gone for good. Type { $short } to erase them:
erase-done = { $count ->
    [one] { $count } text erased; the ledger keeps its fingerprint.
   *[other] { $count } texts erased; the ledger keeps their fingerprints.
}
erase-nothing = All of this was erased before.
erase-backups = Backups made until now still hold the words: { $place }. Make a new one with “redaksi backup”, then delete the older ones and all copies elsewhere. If an older one is ever brought back, erase again.
erase-address = The page's address { $place } was signed with the approval and stays in the ledger.
erase-page = A page was public: write the site anew with “redaksi export --publish”, so that { $place } holds the notice alone, and renew what was copied from there.
erase-not-scrubbed = Free space inside the desk's file may still hold the words: it could not be written anew. Close other programs that use the desk, make room on the disk, and erase once more.
erase-file-left = { $place } may hold the words and could not be removed.
erase-shown = The words of this revision were erased. When and why: “redaksi log --article { $short }”.
erase-mark = erased
