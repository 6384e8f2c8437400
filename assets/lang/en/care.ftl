# Care of the desk: places, keys, settings files, the disk.

path-no-home = No home folder is known on this machine.
path-no-home-hint = Name the desk: redaksi --desk FOLDER …
path-io = { $path } could not be { $deed ->
    [create] created
    [open] opened
    [read] read
    [write] written
    [sync] made safe on the disk
    [remove] removed
    [measure] measured
   *[look] looked at
}: { $cause ->
    [missing] it is not there
    [denied] this user may not
    [exists] something is there already
    [full] the disk is full
    [read-only] the disk can only be read
   *[other] { $system }
}.
path-disk-full-hint = Make room on this disk, then try again. Nothing that was saved is lost.
path-open-to-others = Other users of this machine can get at { $path } (mode { $mode }).
path-foreign = { $path } belongs to another user ({ $owner }); you are { $us }.
path-fix-hint = Mend it with: { $fix }
path-symlink = { $path } is a symbolic link, where the desk has only files of its own.
path-symlink-hint = Find out who made the link. If it was you, put the file itself there.
path-not-a-folder = { $path } is not a folder.
path-not-a-file = { $path } is not a plain file.
path-too-large = { $path } is larger than { $limit } bytes.

disk-unknown = The desk is on a disk of the kind { $name }: only one redaksi at a time can open it.
disk-cloud = { $service } copies this folder while redaksi writes in it. Its copy cannot be relied on; make backups with: redaksi backup
disk-reserve-used = The disk was full. The reserve of 1 MiB was let go so that the desk could be opened. Make room now.

key-not-here = The key { $key } is not on this machine.
key-not-here-hint = A key stays on the machine where it was made. Work there, or have an administrator enrol a key of this machine.
key-passphrase-missing = The key needs its passphrase.
key-passphrase-hint = Run it on a terminal, or name a file that only you can read: --passphrase-file FILE
key-passphrase-wrong = The passphrase does not fit the key.
key-passphrases-differ = The two passphrases differ. Nothing was changed.
key-passphrase-empty = The passphrase is empty.
key-passphrase-too-long = The passphrase is longer than { $limit } bytes.
key-no-terminal = A passphrase is needed, and there is no terminal to ask for it.
key-prompt-failed = The terminal did not give a passphrase.
key-broken = { $path } is damaged, or not a key in OpenSSH's format.
key-broken-hint = Bring the file back from a copy of your own. If there is none, have an administrator enrol a new key.
key-not-ed25519 = { $path } does not hold an Ed25519 key.
key-not-ed25519-hint = Make one with: ssh-keygen -t ed25519
key-other = { $path } holds another key ({ $key }).
key-unsound = { $path } holds a key with which anybody could sign.
key-too-much-work = { $path } asks for { $rounds } rounds of work before it opens.
key-too-much-work-hint = Lower it with: ssh-keygen -p -a 16 -f FILE
key-format = The key could not be put in OpenSSH's format.
key-ask = Passphrase of the key:{" "}
key-ask-new = New passphrase:{" "}
key-ask-again = The same once more:{" "}

config-unknown-key = { $path }, line { $line }: there is no setting “{ $key }”.
config-meant-hint = Did you mean “{ $meant }”?
config-office-hint = This belongs to the whole office. Set it with: { $command }
config-other-file-hint = This setting belongs in { $file }.
config-unknown-hint = Take the line out, or put # before it.
config-value = { $path }, line { $line }: the value of “{ $key }” does not fit.
config-value-hint = { $key ->
    [site] A folder in quotes: site = "/srv/site"
    [backups] A list of folders: backups = ["/mnt/stick"]
    [idle_lock_minutes] A whole number of minutes, 0 for never: idle_lock_minutes = 10
    [language] One of: language = "id" or language = "en"
    [color] One of: color = "auto", color = "always" or color = "never"
   *[other] Take the line out, or put # before it.
}
config-syntax = { $path }, line { $line }: this is not a setting of the form key = value.
config-not-text = { $path } is not text in UTF-8.
config-ignored = { $path } was ignored, since others could have changed it. Mend it with: { $fix }

clock-bad = { $variable } does not hold a time: { $text }
