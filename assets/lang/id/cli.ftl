# Layar perintah: kata umum, dan baris perintah yang tidak dimengerti.

talk-note = catatan:
talk-warning = ! perhatian:
talk-error = ✗ galat:
talk-hint = →

usage-no-command = Belum ada perintah.
usage-unknown-argument = “{ $what }” tidak dikenal di sini.
usage-unknown-command = Tidak ada perintah “{ $what }”.
usage-missing-argument = Masih kurang: { $what }.
usage-missing-command = Perintah ini perlu satu subperintah.
usage-bad-value = “{ $value }” bukan nilai yang sah untuk { $what }.
usage-bad-form = “{ $value }” tidak sah untuk { $what }: { $form }.
usage-missing-value = { $what } perlu sebuah nilai.
usage-too-many-values = “{ $value }” berlebih untuk { $what }.
usage-conflict = { $what } tidak dapat dipakai bersama { $other }.
usage-not-utf8 = Salah satu argumen bukan teks UTF-8.
usage-other = Baris perintah ini tidak dapat dimengerti.
usage-hint-near = Mungkin maksud Anda: { $near }
usage-hint-usage = Tulis: { $usage }
usage-hint-choices = Pilihannya: { $choices }

usage-form-assignment = tulis NAMA=NILAI
usage-form-revision = tulis nomor revisi, misalnya 7 atau 7-3fa9c1d2
usage-form-zone = tulis nama zona waktu, misalnya Asia/Jakarta
usage-form-time = tulis 2025-10-21, 2025-10-21 09:30, atau 09:30
usage-form-since = tulis jarak seperti 30m, 3h, 2d, 1w, atau sebuah tanggal

# Nama benda, kolom, dan perbuatan.

label-desk = Meja
label-office = Kantor
label-person = Orang
label-name = Nama
label-full-name = Nama lengkap
label-roles = Peran
label-fingerprint = Kunci
label-stage = Tahap
label-waiting-for = Menunggu
label-revision = Revisi
label-live-revision = Terbit
label-published = Terbit sejak
label-scheduled = Dijadwalkan
label-trash = Di tempat sampah
label-path = Halaman
label-author = Penulis
label-contributors = Para penulis
label-words = Kata
label-updated = Diubah
label-id = Id
label-when = Waktu
label-digest = Teks
label-deed = Perbuatan
label-state = Berkas mesin
label-site = Situs
label-articles = Naskah
label-records = Catatan
label-size = Ukuran
label-version = Versi

role-admin = pengelola
role-editor = penyunting
role-reviewer = peninjau

field-headline = Judul
field-summary = Ringkasan
field-section = Rubrik
field-tags = Tag
field-place = Tempat
field-date = Tanggal
field-event_from = Kegiatan mulai
field-event_to = Kegiatan sampai
field-byline = Nama penulis
field-credit = Kredit
field-language = Bahasa
field-body = Isi
field-due = Tenggat
field-embargo = Embargo

level-error = galat
level-warning = peringatan
level-suggestion = saran

deed-office-created = membuat kantor
deed-setting-changed = mengubah pengaturan
deed-person-added = menerima
deed-person-changed = mengubah data orang
deed-person-revoked = mengakhiri akses
deed-writer-enrolled = mendaftarkan kunci
deed-writer-retired = memensiunkan kunci
deed-revision-saved = menyimpan
deed-article-submitted = mengajukan
deed-article-returned = mengembalikan
deed-article-approved = menyetujui
deed-article-scheduled = menjadwalkan
deed-article-lapsed = menggugurkan persetujuan
deed-article-unscheduled = membatalkan jadwal
deed-article-planned = merencanakan
deed-article-corrected = membuka ralat
deed-article-withdrawn = menarik
deed-article-trashed = membuang
deed-article-untrashed = mengambil kembali dari tempat sampah
deed-delivery-taken = menerbitkan
deed-content-erased = menghapus teks
deed-destination-added = menambah tujuan terbit
deed-destination-changed = mengubah tujuan terbit
deed-destination-removed = menghapus tujuan terbit
deed-delivery-removed = menarik di tujuan
deed-delivery-conflict = menemukan teks lain di tujuan

# Yang dikatakan perintah.

ask-who = Siapa yang bekerja? ({ $names })
init-next = Terima orang lain dengan “redaksi person add NAMA --role editor”, lalu masukkan naskah dengan “redaksi import BERKAS”.
single-eye-declared = Mode satu mata: satu orang boleh menyetujui naskahnya sendiri, dan setiap halaman menyatakannya.
key-without-passphrase = Kunci ini tanpa frasa sandi: siapa pun yang dapat membaca folder meja dapat menandatangani dengannya. Pasang dengan “redaksi person passphrase NAMA”.
person-revoked = { $name } (sudah berakhir)
desk-read-only = Meja berada di folder atau diska yang hanya dapat dibaca. Naskah dapat dibaca dan dicari, tetapi tidak ada yang dapat disimpan. Untuk bekerja, buat dapat ditulisi, atau salin seluruh folder meja ke diska lain.
desk-large-log = Log meja sudah mencapai { $size }: ada program lain yang lama membaca. Tutup program itu.
revision-named = revisi { $revision }
submitted-with-warnings = { $count } peringatan ikut sampai ke peninjau.
scheduled-for = Terbit pada { $at }.
trash-done = Naskah ini ada di tempat sampah sampai { $until }; ambil kembali dengan “redaksi untrash”.
trash-until = sampai { $until }
trash-was-until = tidak dapat diambil lagi sejak { $until }
finding-fix = → { $fix }
fix-drop = hapus
fix-blank = satu spasi
check-clean = tidak ada temuan
list-empty = Tidak ada naskah yang cocok. Masukkan naskah dengan “redaksi import BERKAS” atau “redaksi new”.
list-more = Masih ada lagi: lanjutkan dengan --after { $cursor }
list-cut = Banyak naskah dibaca dan sedikit yang cocok; daftar berhenti lebih awal. Lanjutkan dengan --after, atau persempit permintaan.
list-bad-cursor = penunjuk “{ $cursor }” bukan milik daftar ini
no-headline = (tanpa judul)
edit-voids-approval = Persetujuan tidak berlaku lagi karena isinya berubah. Naskah kembali menjadi draf.
edit-leaves-review = Naskah kembali menjadi draf; ajukan lagi bila sudah siap.
edit-due-passed = Tenggat { $at } sudah lewat: naskah ini terhitung terlambat.
edit-embargo-passed = Embargo sampai { $at } sudah lewat: tidak ada yang ditahannya.
import-progress = Memasukkan { $done } dari { $total }
note-duplicate = Berkas ini pernah dimasukkan; inilah naskahnya. Masukkan lagi dengan --again.
export-progress = Menulis { $done }
export-no-address = Kantor belum punya alamat situs: halaman tidak mendapat umpan RSS, alamat kanonik, dan tautan berbagi. Pasang dengan “redaksi office set site_url=…”.
export-done = { $pages } halaman; { $written } berkas ditulis, { $unchanged } tidak berubah, { $removed } dihapus
published-late = { $article } terbit { $minutes } menit setelah waktunya.
diff-of = Revisi { $from } terhadap { $to }
diff-none = Revisi { $from } dan { $to } sama.
info-size = { $size }; sisa ruang diska { $free }
verify-progress = Memeriksa { $done }
verify-clean = Buku besar utuh: { $records } catatan dan { $contents } teks terperiksa.
verify-problems = Buku besar bermasalah. { $records } catatan, { $contents } teks:
verify-more = … dan { $count } lagi.
verify-genesis = Semuanya bertumpu pada kunci { $fingerprint }. Bandingkan dengan yang dicatat ketika meja dibuat.

problem-unreadable = Catatan { $row } tidak terbaca: { $detail }.
problem-digest = Catatan { $row } diubah: sidik isinya tidak cocok.
problem-column = Catatan { $row } diubah: kolom { $detail } bukan yang ditandatangani.
problem-signature = Catatan { $row } bertanda tangan yang tidak cocok.
problem-chain = Catatan { $row } tidak menyambung pada rantai penulisnya ({ $detail }): ada yang diambil, disisipkan, atau dipindahkan.
problem-parent = Catatan { $row } menyebut { $detail }, yang tidak ada sebelumnya.
problem-content = Ada teks yang diubah atau hilang: { $detail }.
problem-law = Catatan { $row } melanggar aturan meja dan tidak berlaku: { $detail }.
problem-projection = Daftar menampilkan naskah { $detail } lain dari buku besar. Perbaiki dengan “redaksi doctor --rebuild --fix”.
problem-schema = Bagian { $detail } dalam berkas bukan buatan redaksi.
problem-head = Catatan di ujung hilang: kunci dan nomor { $detail } pernah dicatat dan kini tidak ada.

editor-discarded = Penyunting berakhir dengan kegagalan, jadi tidak ada yang diubah.
editor-discarded-hint = Simpan dan tutup penyunting secara wajar agar perubahan tersimpan.
editor-page = Halaman dari penyunting tidak terbaca: baris-baris pertamanya harus tetap di antara “+++” dan “+++”.
editor-page-hint = Tidak ada yang hilang: teks disimpan di { $place }. Perbaiki di sana lalu pakai --body-file, atau sunting lagi.
editor-kept = Tulisan Anda disimpan di { $place }.
editor-missing = Program penyunting tidak diketahui.
editor-missing-hint = Pasang VISUAL atau EDITOR, misalnya EDITOR=nano, atau pakai --set dan --body-file.
editor-not-found = Program penyunting “{ $name }” tidak ditemukan.
editor-not-found-hint = Pasang VISUAL atau EDITOR ke program yang ada.

backup-done = Cadangan dibuat dan diperiksa: { $records } catatan, { $size }.
backup-copy-failed = Salinan tidak dapat disimpan di { $place }.
backup-failed = Cadangan tidak dapat dibuat; lihat log. Pekerjaannya sendiri sudah tersimpan.
backup-due = Meja sudah besar dan cadangan terakhirnya lama: buat dengan “redaksi backup”.
restore-done = Meja sudah pulih, dengan { $records } catatan.
restore-kept = Berkas yang digantikan disimpan: { $place }
restore-new-chains = Orang-orang melanjutkan dengan kunci baru bila cadangan lebih tua dari catatan terakhir mereka.
salvage-done = { $kept } catatan terselamatkan, { $lost } hilang.
salvage-next = Berkas yang rusak tidak disentuh. Periksa berkas hasilnya, lalu masukkan dengan “redaksi restore-backup BERKAS”.
rebuild-equal = Semua tabel dibuat ulang dari { $records } catatan, dan sama.
rebuild-differs = Dibuat ulang dari { $records } catatan, tabel berbeda di { $count } tempat.
rebuild-replaced = Tabel sudah diperbaiki; berkas lama disimpan: { $place }
doctor-pages = Halaman berkas
doctor-ledger = Buku besar dan teks
doctor-search = Indeks pencarian
doctor-space = Ruang diska
doctor-backup = Cadangan terakhir
doctor-counts = { $records } catatan, { $problems } masalah
doctor-next = Lihat “redaksi audit verify” untuk buku besar, “redaksi doctor --rebuild --fix” untuk tabel dan pencarian, “redaksi backup” untuk cadangan.

erase-ask-all = Semua revisi dan catatan tinjauan “{ $headline }” akan hilang selamanya. Ketik { $short } untuk menghapusnya:
erase-ask-one = Isi revisi { $revision } dari “{ $headline }” akan hilang selamanya. Ketik { $short } untuk menghapusnya:
erase-done = { $count } teks dihapus; sidiknya tetap di buku besar.
erase-nothing = Semua ini sudah dihapus sebelumnya.
erase-backups = Cadangan yang dibuat sampai sekarang masih memuat isinya: { $place }. Buat yang baru dengan “redaksi backup”, lalu hapus yang lama dan semua salinannya di tempat lain. Bila cadangan lama pernah dipulihkan, hapus lagi.
erase-address = Alamat halaman { $place } ikut ditandatangani saat disetujui dan tetap ada di buku besar.
erase-page = Halamannya pernah terbit: tulis ulang situs dengan “redaksi export --publish” agar { $place } hanya memuat pemberitahuan, lalu perbarui semua salinan dari sana.
erase-not-scrubbed = Ruang kosong di dalam berkas meja mungkin masih memuat isinya, karena berkasnya tidak dapat ditulis ulang. Tutup program lain yang memakai meja ini, sediakan ruang diska, lalu hapus sekali lagi.
erase-file-left = { $place } mungkin memuat isinya dan tidak dapat dihapus.
erase-shown = Isi revisi ini sudah dihapus. Kapan dan mengapa: “redaksi log --article { $short }”.
erase-mark = dihapus
