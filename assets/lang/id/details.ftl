# Panel data naskah, daftar pilihan, pola, dan perbaikan.

details-empty = Belum ada naskah terbuka.
details-wait = Sebentar…

details-headline = Judul
details-authors = Penulis
details-live = Terbit
details-section = Rubrik
details-tags = Tag
details-tags-how = ↓ pilih · Enter ambil
details-place = Tempat
details-date = Tanggal
details-event-from = Acara
details-event-to = s.d.
details-byline = Nama
details-credit = Kredit
details-summary = Ringkasan
details-slug = Slug
details-language = Bahasa
details-due = Tenggat
details-embargo = Embargo
details-language-id = Indonesia
details-language-en = Inggris
details-none = (tidak ada)
details-needed = perlu diisi
details-characters = { $count } karakter
details-characters-of = { $count } dari { $limit } karakter
details-findings = Temuan
details-more-findings = dan { $count } lagi
details-history = Riwayat

details-nobody = (belum ada orangnya)
details-next-draft = Berikut: diajukan untuk ditinjau. Menunggu { $names }.
details-next-submitted = Berikut: disetujui atau dikembalikan oleh { $names }.
details-four-eyes = Bukan oleh yang menulisnya ({ $names }): empat mata.
details-next-approved = Berikut: terbit saat situs diekspor. { $names } dapat menjadwalkan atau menariknya.
details-next-scheduled = Berikut: terbit { $when }, saat situs diekspor. { $names } dapat membatalkan jadwalnya.
details-next-published = Sudah terbit. { $names } dapat membuka koreksi atau menariknya.
details-next-withdrawn = Sudah ditarik. { $names } dapat membukanya lagi dengan koreksi.
details-missing = Isi dahulu: { $fields }.
details-errors-first = Perbaiki dahulu { $count } galat.

details-slug-fixed = tetap sejak disetujui
details-slug-from-headline = mengikuti judul
details-slug-chosen = dipilih sendiri

details-bad-date = tanggal tidak dipahami; misalnya 21/10, kemarin, senin depan
details-bad-moment = waktu tidak dipahami; misalnya besok 09.00, 21/10 14.30
details-bad-slug = hanya huruf kecil a–z, angka, dan tanda hubung di antaranya
details-too-long = terlalu panjang; paling banyak { $most } karakter
details-begins-after-end = sesudah hari terakhir acara ({ $date }); ubah itu dahulu
details-ends-before-start = sebelum hari pertama acara ({ $date })

details-type-to-filter = ketik untuk mencari
details-use-typed = Pakai “{ $text }”
details-nothing-found = Tidak ada yang cocok.

details-templates = Naskah baru dari pola
details-no-template = Tidak ada pola.

details-fix = Perbaiki
details-fix-nothing = dihapus
details-fix-all = Perbaiki semua { $count } temuan seperti ini
details-fixed = { $count } tempat diperbaiki
details-fix-stale = Kata-katanya sudah berubah; tidak ada yang diperbaiki.
