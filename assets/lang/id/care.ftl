# Perawatan meja redaksi: tempat, kunci, berkas pengaturan, diska.

path-no-home = Folder pengguna di komputer ini tidak diketahui.
path-no-home-hint = Sebutkan mejanya: redaksi --desk FOLDER …
path-io = { $path } tidak dapat { $deed ->
    [create] dibuat
    [open] dibuka
    [read] dibaca
    [write] ditulis
    [sync] diamankan di diska
    [remove] dihapus
    [measure] diukur
   *[look] diperiksa
}: { $cause ->
    [missing] tidak ada
    [denied] pengguna ini tidak berhak
    [exists] sudah ada isinya
    [full] diska penuh
    [read-only] diska hanya dapat dibaca
   *[other] { $system }
}.
path-disk-full-hint = Kosongkan ruang di diska ini, lalu coba lagi. Yang sudah tersimpan tidak hilang.
path-open-to-others = Pengguna lain di komputer ini dapat mengakses { $path } (mode { $mode }).
path-foreign = { $path } milik pengguna lain ({ $owner }); Anda adalah { $us }.
path-fix-hint = Perbaiki dengan: { $fix }
path-symlink = { $path } adalah tautan simbolis, padahal di meja hanya boleh ada berkas meja itu sendiri.
path-symlink-hint = Cari tahu siapa yang membuat tautan itu. Jika Anda sendiri, letakkan berkas aslinya di sana.
path-not-a-folder = { $path } bukan folder.
path-not-a-file = { $path } bukan berkas biasa.
path-too-large = { $path } lebih besar dari { $limit } bita.

disk-unknown = Meja berada di diska jenis { $name }: hanya satu redaksi yang dapat membukanya pada satu waktu.
disk-cloud = { $service } menyalin folder ini selagi redaksi menulis di dalamnya. Salinan itu tidak dapat diandalkan; buat cadangan dengan: redaksi backup
disk-reserve-used = Diska penuh. Ruang simpanan 1 MiB dilepas agar meja dapat dibuka. Kosongkan ruang sekarang.

key-not-here = Kunci { $key } tidak ada di komputer ini.
key-not-here-hint = Kunci tetap berada di komputer tempat ia dibuat. Bekerjalah di sana, atau minta admin mendaftarkan kunci komputer ini.
key-passphrase-missing = Kunci ini memerlukan frasa sandi.
key-passphrase-hint = Jalankan di terminal, atau sebutkan berkas yang hanya dapat Anda baca: --passphrase-file BERKAS
key-passphrase-wrong = Frasa sandi tidak cocok dengan kuncinya.
key-passphrases-differ = Kedua frasa sandi berbeda. Tidak ada yang diubah.
key-passphrase-empty = Frasa sandi kosong.
key-passphrase-too-long = Frasa sandi lebih panjang dari { $limit } bita.
key-no-terminal = Frasa sandi diperlukan, tetapi tidak ada terminal untuk menanyakannya.
key-prompt-failed = Terminal tidak memberikan frasa sandi.
key-broken = { $path } rusak, atau bukan kunci dalam format OpenSSH.
key-broken-hint = Kembalikan berkas itu dari salinan Anda sendiri. Jika tidak ada, minta admin mendaftarkan kunci baru.
key-not-ed25519 = { $path } tidak berisi kunci Ed25519.
key-not-ed25519-hint = Buat dengan: ssh-keygen -t ed25519
key-other = { $path } berisi kunci lain ({ $key }).
key-unsound = { $path } berisi kunci yang dapat dipakai siapa saja untuk menandatangani.
key-too-much-work = { $path } meminta { $rounds } putaran kerja sebelum terbuka.
key-too-much-work-hint = Turunkan dengan: ssh-keygen -p -a 16 -f BERKAS
key-format = Kunci tidak dapat ditulis dalam format OpenSSH.
key-ask = Frasa sandi kunci:{" "}
key-ask-new = Frasa sandi baru:{" "}
key-ask-again = Sekali lagi, yang sama:{" "}

config-unknown-key = { $path }, baris { $line }: tidak ada pengaturan “{ $key }”.
config-meant-hint = Apakah yang dimaksud “{ $meant }”?
config-office-hint = Ini milik seluruh kantor. Atur dengan: { $command }
config-other-file-hint = Pengaturan ini tempatnya di { $file }.
config-unknown-hint = Hapus baris itu, atau beri # di depannya.
config-value = { $path }, baris { $line }: nilai “{ $key }” tidak sesuai.
config-value-hint = { $key ->
    [site] Folder dalam tanda kutip: site = "/srv/situs"
    [backups] Daftar folder: backups = ["/mnt/stik"]
    [idle_lock_minutes] Bilangan bulat menit, 0 berarti tidak pernah: idle_lock_minutes = 10
    [language] Salah satu: language = "id" atau language = "en"
    [color] Salah satu: color = "auto", color = "always" atau color = "never"
   *[other] Hapus baris itu, atau beri # di depannya.
}
config-syntax = { $path }, baris { $line }: ini bukan pengaturan dalam bentuk kunci = nilai.
config-not-text = { $path } bukan teks UTF-8.
config-ignored = { $path } diabaikan karena dapat diubah orang lain. Perbaiki dengan: { $fix }

clock-bad = { $variable } tidak berisi waktu: { $text }
