# Headings and words of the help.

help-heading-usage = Usage:
help-heading-commands = Commands
help-heading-arguments = Arguments
help-heading-options = Options
help-heading-global = Options of every command
help-value-options = OPTIONS
help-value-command = COMMAND
help-fact-choices = choices: { $choices }
help-fact-default = usually: { $value }
help-fact-variable = variable: { $name }
help-group-texts = Texts
help-group-review = Review and publishing
help-group-office = The office
help-group-care = Records and care
help-redaksi = An editorial desk for the terminal: write, review, approve and publish news on a signed ledger.
help-redaksi-plain = Line by line, for screen readers

# Options of every command.

help-global-desk = The desk's folder
help-global-as = The name of the person who acts
help-global-json = Print one JSON document and nothing else
help-global-lang = The language
help-global-color = When to use colour
help-global-passphrase-file = The file that has the key's passphrase
help-global-help = Show this help
help-global-version = Show the version

# The office.

help-demo = Make a throw-away desk filled with a sample office
help-demo-print = Only print the folder of the sample desk
help-demo-tell = Tell the main job as text instead of opening the workstation
help-init = Make a new desk and its first administrator
help-init-office = The office's name
help-init-place = The town of its datelines
help-init-timezone = The office's time zone, such as Asia/Jakarta
help-init-person = Your short name at this desk
help-init-full-name = Your full name
help-init-site-url = The address of the site where pages will be
help-init-single-eye = An office of one: writers may approve their own texts, and every page says so
help-init-ask-passphrase = Ask for a passphrase for your key
help-person = The people of this desk and their keys
help-person-add = Add a person
help-person-add-name = The person's short name
help-person-add-full-name = The full name
help-person-add-role = A role; there may be several
help-person-add-public-key = The public key that the person has already
help-person-add-ask-passphrase = Ask for a passphrase for the new key
help-person-list = List the people
help-person-revoke = End a person's authority
help-person-revoke-name = The person's name
help-person-revoke-reason = The reason, for the audit trail
help-person-passphrase = Change the passphrase of a key
help-person-passphrase-name = The name of the key's owner
help-office = The office's settings
help-office-show = Show the settings
help-office-set = Change settings
help-office-set-settings = A setting and its new value

# Texts.

help-new = Make a draft
help-new-template = The template to begin with
help-new-headline = The headline
help-new-body-file = The file that has the body; - is standard input
help-import = Make drafts from files
help-import-files = The files to import; - is standard input
help-import-format = The form of the files
help-import-section = The section of the drafts
help-import-again = Import a file even if it was imported before
help-list = List articles
help-list-stage = Only these stages
help-list-author = Only texts of this author
help-list-section = Only this section
help-list-query = Search headlines, bodies, names and tags
help-list-waiting-for = Only those waiting for this person
help-list-trash = What lies in the trash
help-list-sort = The order
help-list-limit = At most so many
help-list-after = Go on after this cursor
help-list-format = The form of the list
help-show = Show one article
help-show-article = The article's id, short id or slug
help-show-revision = This revision instead of the newest
help-show-format = The form of the text
help-edit = Save a new revision; without options, in your own editor
help-edit-article = The article's id, short id or slug
help-edit-headline = The new headline
help-edit-body-file = The file that has the new body; - is standard input
help-edit-set = Set a field; an empty value clears it
help-edit-base = The revision that the edit stands on
help-check = Check the language of articles or files
help-check-sources = Articles or files
help-check-level = Show findings from this level up
help-check-format = The form of the answer
help-history = List the revisions of an article
help-history-article = The article's id, short id or slug
help-diff = Compare two revisions
help-diff-article = The article's id, short id or slug
help-diff-from = The older revision; else the one before the newest
help-diff-to = The newer revision; else the newest
help-diff-format = The form of the comparison
help-restore = Bring an old revision back as a new one
help-restore-article = The article's id, short id or slug
help-restore-revision = The revision to bring back
help-trash = Throw an own, never approved draft away, for 30 days
help-trash-article = The article's id, short id or slug
help-untrash = Take a draft out of the trash
help-untrash-article = The article's id, short id or slug

# Review and publishing.

help-submit = Submit a text for review
help-submit-undo = Take a submitted text back before anybody has decided
help-submit-article = The article's id, short id or slug
help-return = Send a text back to its author
help-return-article = The article's id, short id or slug
help-return-note = What is to be mended
help-approve = Approve the revision that you have read
help-approve-article = The article's id, short id or slug
help-approve-revision = The number of the revision that you read
help-approve-note = A note
help-schedule = Schedule an approved text
help-schedule-article = The article's id, short id or slug
help-schedule-at = When, in the office's zone, such as “2025-10-21 09:30”
help-unschedule = Take the schedule away; the approval stays
help-unschedule-article = The article's id, short id or slug
help-correct = Begin the correction of a published text
help-correct-article = The article's id, short id or slug
help-correct-reason = The reason of the correction
help-correct-path = Make a new page address; the old one leads there
help-withdraw = Withdraw a text from its readers
help-withdraw-article = The article's id, short id or slug
help-withdraw-reason = The reason of the withdrawal
help-export = Write the site of all approved texts
help-export-out = The folder to write to
help-export-only = Only these articles
help-export-base-url = The site's address, for full links
help-export-publish = Write the site folder and record the texts as published

# Records and care.

help-log = Show the ledger: who did what, and when
help-log-article = Only this article
help-log-since = From this time, or a distance such as 2d
help-log-format = The form of the ledger
help-audit = Examine the ledger
help-audit-verify = Verify every record, signature and content
help-backup = Make a verified backup
help-backup-out = The file to write
help-restore-backup = Replace the desk by a backup
help-restore-backup-file = The backup
help-restore-backup-force = Replace it even if the present desk is newer
help-doctor = Examine the health of the desk
help-doctor-rebuild = Build the tables again from the ledger and compare
help-doctor-fix = Mend what can be mended
help-doctor-salvage = Save the texts that can still be read to this file
help-erase = Erase the words of an article for good, as the law may ask
help-erase-article = The article's id, short id or slug
help-erase-revision = Only this revision; else all of them, and the notes of the review
help-erase-reason = The reason, for the audit trail: without the words that go
help-erase-yes = Do not ask
help-info = Facts about this desk
help-completions = Print command completion for a shell
help-completions-shell = The shell
help-help = Show the help of a command
help-help-command = The command
