# Kepala dan kata bantuan.

help-heading-usage = Pemakaian:
help-heading-commands = Perintah
help-heading-arguments = Yang diberikan
help-heading-options = Opsi
help-heading-global = Opsi semua perintah
help-value-options = OPSI
help-value-command = PERINTAH
help-fact-choices = pilihan: { $choices }
help-fact-default = biasanya: { $value }
help-fact-variable = variabel: { $name }
help-group-texts = Naskah
help-group-review = Tinjauan dan terbitan
help-group-office = Kantor
help-group-care = Jejak dan perawatan
help-redaksi = Meja redaksi di terminal: menulis, meninjau, menyetujui, dan menerbitkan berita dengan jejak bertanda tangan.
help-redaksi-plain = Baris demi baris, untuk pembaca layar

# Opsi semua perintah.

help-global-desk = Folder meja
help-global-as = Nama orang yang bekerja
help-global-json = Keluarkan satu dokumen JSON saja
help-global-lang = Bahasa
help-global-color = Kapan memakai warna
help-global-passphrase-file = Berkas berisi frasa sandi kunci
help-global-help = Tampilkan bantuan ini
help-global-version = Tampilkan versi

# Kantor.

help-demo = Buat meja contoh sekali pakai, lengkap dengan naskahnya
help-demo-print = Tampilkan folder meja contoh itu saja
help-demo-tell = Ceritakan pekerjaan utamanya sebagai teks, tanpa membuka layar kerja
help-init = Buat meja baru dan pengelola pertamanya
help-init-office = Nama kantor
help-init-place = Kota untuk titimangsa
help-init-timezone = Zona waktu kantor, misalnya Asia/Jakarta
help-init-person = Nama singkat Anda di meja ini
help-init-full-name = Nama lengkap Anda
help-init-site-url = Alamat situs tempat halaman akan terbit
help-init-single-eye = Kantor satu orang: penulis boleh menyetujui naskahnya, dan itu dinyatakan di tiap halaman
help-init-ask-passphrase = Tanyakan frasa sandi untuk kunci Anda
help-person = Orang di meja ini dan kuncinya
help-person-add = Tambahkan orang
help-person-add-name = Nama singkat orang itu
help-person-add-full-name = Nama lengkap
help-person-add-role = Peran; boleh lebih dari satu
help-person-add-public-key = Kunci publik yang sudah dimiliki orang itu
help-person-add-ask-passphrase = Tanyakan frasa sandi untuk kunci baru
help-person-list = Daftar orang
help-person-revoke = Akhiri wewenang seseorang
help-person-revoke-name = Nama orang itu
help-person-revoke-reason = Alasannya, untuk jejak audit
help-person-passphrase = Ganti frasa sandi sebuah kunci
help-person-passphrase-name = Nama pemilik kunci
help-office = Pengaturan kantor
help-office-show = Tampilkan pengaturan
help-office-set = Ubah pengaturan
help-office-set-settings = Pengaturan dan nilai barunya

# Naskah.

help-new = Buat draf
help-new-template = Templat yang dipakai
help-new-headline = Judul
help-new-body-file = Berkas berisi isi naskah; - berarti masukan standar
help-import = Buat draf dari berkas
help-import-files = Berkas yang diimpor; - berarti masukan standar
help-import-format = Bentuk berkas
help-import-section = Rubrik untuk draf yang dibuat
help-import-again = Impor lagi walau berkasnya sudah pernah diimpor
help-list = Daftar naskah
help-list-stage = Hanya tahap ini; boleh lebih dari satu
help-list-author = Hanya tulisan orang ini
help-list-section = Hanya rubrik ini
help-list-query = Cari kata di judul, isi, nama, dan tag
help-list-waiting-for = Hanya yang menunggu orang ini
help-list-trash = Yang ada di tempat sampah
help-list-sort = Urutan
help-list-limit = Paling banyak sekian
help-list-after = Lanjutkan dari kursor sebelumnya
help-list-format = Bentuk daftar
help-show = Tampilkan satu naskah
help-show-article = Id, id pendek, atau siput naskah
help-show-revision = Revisi ini, bukan yang terbaru
help-show-format = Bentuk teks
help-edit = Simpan revisi baru; tanpa opsi, buka penyunting Anda
help-edit-article = Id, id pendek, atau siput naskah
help-edit-headline = Judul baru
help-edit-body-file = Berkas berisi isi baru; - berarti masukan standar
help-edit-set = Isi satu ruas; nilai kosong menghapusnya
help-edit-base = Revisi yang menjadi dasar suntingan
help-check = Periksa bahasa dan kelengkapan naskah atau berkas
help-check-sources = Naskah atau berkas
help-check-level = Tampilkan mulai dari tingkat ini
help-check-format = Bentuk hasil
help-history = Daftar revisi sebuah naskah
help-history-article = Id, id pendek, atau siput naskah
help-diff = Bandingkan dua revisi
help-diff-article = Id, id pendek, atau siput naskah
help-diff-from = Revisi lama; tanpa ini, yang sebelum terbaru
help-diff-to = Revisi baru; tanpa ini, yang terbaru
help-diff-format = Bentuk perbandingan
help-restore = Pulihkan revisi lama sebagai revisi baru
help-restore-article = Id, id pendek, atau siput naskah
help-restore-revision = Revisi yang dipulihkan
help-trash = Buang draf sendiri yang belum disetujui, 30 hari
help-trash-article = Id, id pendek, atau siput naskah
help-untrash = Ambil kembali draf dari tempat sampah
help-untrash-article = Id, id pendek, atau siput naskah

# Tinjauan dan terbitan.

help-submit = Ajukan naskah untuk ditinjau
help-submit-undo = Tarik kembali naskah yang diajukan, sebelum ada keputusan
help-submit-article = Id, id pendek, atau siput naskah
help-return = Kembalikan naskah kepada penulisnya
help-return-article = Id, id pendek, atau siput naskah
help-return-note = Yang perlu diperbaiki
help-approve = Setujui revisi yang sudah Anda baca
help-approve-article = Id, id pendek, atau siput naskah
help-approve-revision = Nomor revisi yang Anda baca
help-approve-note = Catatan
help-schedule = Jadwalkan terbitnya naskah yang disetujui
help-schedule-article = Id, id pendek, atau siput naskah
help-schedule-at = Waktu terbit menurut zona kantor, misalnya “2025-10-21 09:30”
help-unschedule = Batalkan jadwal; persetujuannya tetap
help-unschedule-article = Id, id pendek, atau siput naskah
help-correct = Mulai ralat naskah yang sudah terbit
help-correct-article = Id, id pendek, atau siput naskah
help-correct-reason = Alasan ralat
help-correct-path = Buat alamat halaman baru; alamat lama dialihkan ke sana
help-withdraw = Tarik naskah dari pembaca
help-withdraw-article = Id, id pendek, atau siput naskah
help-withdraw-reason = Alasan penarikan
help-export = Tulis situs dari semua naskah yang disetujui
help-export-out = Folder tujuan
help-export-only = Hanya naskah ini
help-export-base-url = Alamat situs untuk tautan lengkap
help-export-publish = Tulis ke folder situs dan catat naskahnya sebagai terbit

# Jejak dan perawatan.

help-log = Tampilkan jejak: siapa melakukan apa, kapan
help-log-article = Hanya naskah ini
help-log-since = Mulai waktu ini, atau jarak seperti 2d
help-log-format = Bentuk jejak
help-audit = Periksa jejak
help-audit-verify = Periksa setiap catatan, tanda tangan, dan isi
help-backup = Buat cadangan yang sudah diperiksa
help-backup-out = Berkas cadangan
help-restore-backup = Ganti meja dengan isi sebuah cadangan
help-restore-backup-file = Berkas cadangan
help-restore-backup-force = Ganti walau meja yang sekarang lebih baru
help-doctor = Periksa kesehatan meja
help-doctor-rebuild = Susun ulang tabel dari jejak, lalu bandingkan
help-doctor-fix = Perbaiki yang dapat diperbaiki
help-doctor-salvage = Selamatkan teks yang masih terbaca ke berkas ini
help-erase = Hapus isi naskah selamanya, bila hukum memintanya
help-erase-article = Id, id pendek, atau siput naskah
help-erase-revision = Hanya revisi ini; tanpa ini semuanya, beserta catatan tinjauan
help-erase-reason = Alasannya, untuk jejak audit: tanpa kata-kata yang dihapus
help-erase-yes = Jangan bertanya
help-info = Keterangan tentang meja ini
help-completions = Cetak pelengkap perintah untuk sebuah shell
help-completions-shell = Nama shell
help-help = Tampilkan bantuan sebuah perintah
help-help-command = Nama perintah
