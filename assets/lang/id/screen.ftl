# Layar kerja: panel, baris keadaan, pesan.

pane-list = Daftar
pane-editor = Naskah
pane-meta = Data
pane-preview = Pratinjau
preview-cut = Halaman masih berlanjut; naskah sepanjang ini hanya ditampilkan sampai di sini.
pane-log = Log
tab-mine = Saya
tab-review = Tinjau
tab-all = Semua
sort-created = dibuat
sort-due = tenggat
sort-headline = judul

too-small = Layar terlalu kecil. redaksi perlu sedikitnya { $width }×{ $height }; perbesar jendela ini. Naskah Anda aman.

header-single-eye = satu mata
header-read-only = hanya baca
header-to-review = { $count } perlu ditinjau

filter-hint = cari: kata, tahap:tinjau, penulis:ali
filter-keep = Pakai
filter-clear = Batal
filter-choose = Pilih
list-empty-all = Belum ada naskah. { $new } buat naskah baru, atau tempelkan rilis di sini.
list-empty-review = Tidak ada naskah yang menunggu tinjauan Anda. { $all } lihat semua.
list-nothing-found = Tidak ada yang cocok. { $filter } ubah pencarian.
headline-none = (tanpa judul)
headline-hint = Tulis judul di sini
body-hint = Tulis isi berita di sini, satu paragraf satu baris panjang.
editor-empty = Belum ada naskah terbuka. Pilih di daftar lalu tekan { $open }, atau { $new } untuk naskah baru.
editor-opening = sedang dibuka
words-count = { $count } kata
row-due = tenggat { $due }
marked-count = { $count } ditandai

status-errors = { $count } galat
status-warnings = { $count } peringatan
status-next-problem = { $key } ke berikutnya
status-saved = tersimpan { $clock }
status-unsaved = belum tersimpan
status-not-saved = GAGAL menyimpan; dicoba lagi
status-journal-failing = jurnal ketikan GAGAL ditulis

locked-nobody = Masuk dahulu untuk menulis.
locked-read-only = Meja ini hanya dapat dibaca.
locked-role = Peran Anda tidak menulis naskah.
locked-published = Sudah terbit. Ubah lewat koreksi.
locked-withdrawn = Sudah ditarik. Ubah lewat koreksi.
banner-returned = Dikembalikan { $name }: { $note }
banner-submitted = Sedang ditinjau. Ketikan ditanya dulu.
banner-approved = Sudah disetujui. Ketikan ditanya dulu.

gutter-signs = Di samping naskah
gutter-added = baru sejak persetujuan terakhir
gutter-changed = berubah sejak persetujuan terakhir
gutter-below = ada yang hilang di atasnya
gutter-finding = ada temuan di baris ini

finding-with-fix = { $text } Saran: { $fix } ({ $key }).
no-problems = Tidak ada temuan.
no-fix = Tidak ada perbaikan otomatis untuk temuan ini.
dateline-needs-fields = Isi tempat dan tanggal di panel Data dahulu.

copied = Disalin { $words } kata
pasted = Ditempel { $words } kata; urungkan dengan Ctrl+Z
pasted-dropped = { $count } karakter yang bukan teks dibuang dari tempelan
pasted-hidden = { $count } karakter tak terlihat ikut tertempel dan ditandai di naskah
paste-too-long = Tempelan sebesar { $size } terlalu panjang; tidak ada yang ditempel. Simpan sebagai berkas lalu impor.

saved-revision = Tersimpan sebagai revisi { $revision }
kept-again = Tersimpan kembali
keys-not-done = Daftar tidak datang, jadi tombol yang ditekan untuknya tidak dijalankan.
not-left-unsaved = Naskah ini belum dapat disimpan, jadi tetap terbuka.
nothing-to-save = Tidak ada perubahan untuk disimpan
text-is-newer = Naskah ini diperbarui dari tempat lain
text-changed-elsewhere = Orang lain menyimpan naskah ini. Saat Anda menyimpan, keduanya akan dibandingkan.
past-aside = Riwayat urung naskah ini milik teks lain dan disisihkan; urung mulai dari awal.
past-not-kept = Riwayat urung tidak dapat disimpan untuk nanti: { $why } Urung tetap bisa sampai Anda keluar.
external-title = Kembali dari penyunting luar: yang berubah bila diambil
external-take = ambil
external-leave = biarkan
external-taken = Naskah dari penyunting luar sudah di sini; urung membatalkannya
external-same = Tidak ada yang diubah di penyunting luar
external-kept = Tidak diambil. Yang ditulis di sana disimpan di { $path }
external-moved = Naskah berubah sementara itu. Periksa lagi yang berubah bila diambil.
external-dropped = { $count ->
   *[other] { $count } karakter kendali dibuang dari naskah yang kembali
}
external-discarded = Penyunting luar berakhir dengan kegagalan; naskah tetap seperti semula
external-failed = Penyunting luar berakhir dengan kegagalan; naskah tetap seperti semula, dan yang ditulis di sana disimpan di { $what }
external-emptied = Halaman kembali kosong; naskah tetap seperti semula
external-gone = Halaman itu hilang; naskah tetap seperti semula
external-not-text = Yang kembali bukan UTF-8, jadi tidak diambil. Disimpan di { $what }
external-too-long = Yang kembali terlalu panjang, jadi tidak diambil. Disimpan di { $what }
external-unreadable = Yang kembali tidak terbaca ({ $why }). Disimpan di { $path }
external-no-program = Penyunting luar tidak diketahui. Pasang VISUAL atau EDITOR, misalnya EDITOR=nano.
external-not-found = Penyunting “{ $what }” tidak ditemukan. Pasang VISUAL atau EDITOR ke program yang ada.
external-not-started = Penyunting luar tidak dapat dimulai: { $what }. Naskah tetap seperti semula.

acted-submit = Diajukan: { $headline }
acted-take-back = Ditarik dari tinjauan, menjadi draf lagi: { $headline }
acted-approve = Disetujui: { $headline }
acted-return = Dikembalikan: { $headline }
acted-schedule = Dijadwalkan: { $headline }
acted-unschedule = Jadwal dibatalkan: { $headline }
acted-correct = Koreksi dibuka: { $headline }
acted-withdraw = Ditarik: { $headline }
acted-restore = Dikembalikan ke revisi lama: { $headline }
acted-trash = Dibuang ke keranjang: { $headline }
acted-untrash = Diambil dari keranjang: { $headline }
undo-with = { $key } mengurungkan
hint-missing = Isi di rincian, lalu ajukan lagi.
hint-findings = Telusuri satu per satu di naskah, perbaiki, lalu ajukan lagi.
hint-stale = Baca revisi yang baru sebelum menyetujuinya.
undo-submit-with = Di daftar, { $key } menariknya kembali selama belum ditinjau
nothing-to-undo = Tidak ada yang dapat diurungkan
nothing-to-redo = Tidak ada yang dapat diulangi

came = Masuk: { $headline }
came-notes = { $first } Semuanya { $count } catatan: { $key }
came-duplicate = Sudah ada: { $headline }
pasted-source = tempelan
exported = Situs ditulis: { $written } halaman, { $published } baru terbit, di { $out }

signed-in = Masuk sebagai { $name }
signed-out = Anda tidak lagi masuk.
journal-rewritten = Jurnal ketikan gagal ditulis sekali dan telah ditulis ulang ke berkas lain.
journal-failing = Ketikan tidak dapat dicatat di diska: { $why }. Simpan segera, dan kosongkan ruang diska.
recovered = { $count } naskah dari sesi yang terputus ditemukan

theme-is = Tema: { $name }
theme-auto = otomatis
theme-dark = gelap
theme-light = terang
theme-mono = tanpa warna
language-is = Bahasa: Indonesia
keys-read = Peta tombol dibaca ulang
keys-bad-line = Peta tombol, baris { $line }: { $text }
toast-close = Esc menutup
log-all = semua
log-warnings = peringatan
log-errors = galat
log-empty = Belum ada pesan.
no-site-address = Kantor ini belum punya alamat situs.
no-address-yet = Naskah ini belum punya alamat; alamat ditetapkan saat disetujui.

why-nobody = Masuk dahulu.
why-not-yet = Belum tersedia.
why-nothing-open = Buka naskah dahulu.
why-nothing-selected = Pilih naskah dahulu.
why-one-pane = Hanya satu panel yang terlihat.
why-read-only = Meja ini hanya dapat dibaca. Untuk bekerja di dalamnya, buat foldernya dapat ditulisi atau salin ke diska lain.
why-trash-own-drafts = Hanya draf sendiri yang belum pernah terbit dapat dibuang.
why-not-editor = Perlu peran penyunting.
why-not-reviewer = Perlu peran peninjau.
why-not-admin = Perlu peran pengelola.
why-not-draft = Hanya draf yang dapat diajukan.
why-not-submitted = Hanya naskah yang diajukan dapat disetujui atau dikembalikan.
why-not-approved = Hanya naskah yang disetujui dapat dijadwalkan.
why-not-scheduled = Naskah ini tidak dijadwalkan.
why-not-published = Hanya naskah yang sudah terbit.
why-own-work = { $name } ikut menulis naskah ini; harus orang lain yang menyetujui.
why-slug-fixed = Alamatnya sudah tetap sejak disetujui.
why-nothing-to-undo = Tidak ada yang dapat diurungkan.
why-nothing-to-redo = Tidak ada yang dapat diulangi.
