# Catatan impor dan berkas yang tidak dapat dibaca.

note-encoding = Berkas memakai penyandian { $text }; isinya sudah diubah ke UTF-8.
note-normalised = Huruf beraksen yang ditulis terpisah sudah disatukan (NFC).
note-characters-dropped = { $count } karakter kendali dibuang karena bukan teks.
note-invisible-characters = Ada { $count } karakter yang tidak terlihat ({ $text }). Karakter itu dibiarkan; periksa sebelum naskah diajukan.
note-section-line = Baris rubrik “{ $text }” dipindahkan ke kolom rubrik.
note-headline-repeated = Judul yang terulang dibuang: “{ $text }”.
note-title-dropped = Judul jendela halaman tidak dipakai: “{ $text }”.
note-furniture = Bagian halaman web dibuang: “{ $text }”.
note-blank-lines = { $count } baris yang hanya berisi spasi dibuang.
note-lines-joined = { $count } pemenggalan baris di tengah paragraf disambung.
note-dateline = Titimangsa dipindahkan ke kolom tempat dan tanggal: “{ $text }”.
note-dateline-weekday = Hari dan tanggal pada titimangsa tidak cocok, jadi titimangsa dibiarkan dalam naskah: “{ $text }”. Perbaiki, lalu isi tempat dan tanggal.
note-office-as-place = “{ $text }” adalah nama kantor, bukan tempat, sehingga kolom tempat dikosongkan.
note-byline = Nama penulis dipindahkan ke kolom penulis: “{ $text }”.
note-end-mark = Tanda akhir naskah dibuang: “{ $text }”.
note-no-headline = Judul tidak ditemukan.
note-no-section = Naskah tidak menyebut rubrik; diberi “{ $text }”.
note-no-dateline = Titimangsa tidak ditemukan; tempat dan tanggal dikosongkan.
note-no-place = Tempat tidak disebut dalam titimangsa.
note-no-date = Tanggal pada “{ $text }” tidak lengkap, jadi titimangsa dibiarkan di dalam naskah.
note-no-byline = Nama penulis tidak ditemukan.
note-no-body = Isi naskah kosong.
note-markup-dropped = { $count } cetak tebal atau miring tidak dapat dipertahankan; kata-katanya tetap ada.
note-links-dropped = { $count } tautan dilepas, kata-katanya tetap ada: { $text }
note-scripts-dropped = { $count } skrip dibuang.
note-hidden-text-dropped = { $count } bagian tersembunyi tidak diambil: “{ $text }”.
note-tables-flattened = { $count } tabel diubah menjadi baris teks.
note-pictures-dropped = { $count } gambar tidak diambil.
note-pictures-described = Keterangan gambar yang tidak diambil: “{ $text }”.
note-tracked-changes = Ada { $count } perubahan terlacak: sisipan diterima, yang dihapus tidak diambil.
note-comments-dropped = { $count } komentar tidak diambil.
note-fields-dropped = { $count } perintah pengambil data dibuang: { $text }
note-footnotes-moved = { $count } catatan kaki dipindahkan ke akhir naskah.
note-headers-skipped = Kepala dan kaki halaman tidak diambil.
note-objects-dropped = { $count } objek yang disematkan tidak diambil.
note-ignored-fields = { $count } kolom milik meja redaksi diabaikan: { $text }
note-unknown-fields = { $count } kolom tidak dikenal: { $text }

intake-error-empty = Berkas tidak berisi teks.
intake-error-empty-hint = Periksa apakah berkas yang dipilih sudah benar.
intake-error-too-large = Berkas terlalu besar: { $found } MiB, paling besar { $limit } MiB.
intake-error-too-large-hint = Keluarkan gambar dari berkas atau bagi naskahnya.
intake-error-not-text = Berkas bukan teks: ada bita biner pada posisi { $offset }.
intake-error-not-text-hint = Simpan naskah sebagai teks, Markdown, HTML, atau DOCX, lalu impor lagi.
intake-error-encoding = Berkas rusak: bukan { $encoding } yang benar pada bita { $offset }.
intake-error-encoding-hint = Buka di aplikasi asalnya dan simpan lagi sebagai UTF-8.
intake-error-foreign = Berkas { $format } tidak dapat diimpor.
intake-error-foreign-hint = Simpan naskah sebagai DOCX, teks, Markdown, atau HTML, lalu impor lagi.
intake-error-archive = Berkas bukan dokumen DOCX yang utuh.
intake-error-archive-hint = Buka di aplikasi pengolah kata dan simpan lagi sebagai DOCX.
intake-error-part-missing = Dokumen tidak utuh: bagian { $part } tidak ada.
intake-error-part-missing-hint = Buka di aplikasi pengolah kata dan simpan lagi sebagai DOCX.
intake-error-too-many-parts = Dokumen berisi { $found } bagian; paling banyak { $limit }.
intake-error-too-many-parts-hint = Salin teksnya ke dokumen baru, lalu impor dokumen itu.
intake-error-bomb = Isi dokumen mengembang menjadi lebih dari { $limit } MiB, jadi tidak dibuka.
intake-error-bomb-hint = Jangan buka berkas ini jika pengirimnya tidak dikenal; mintalah teksnya saja.
intake-error-false-parts = Dokumen tidak dibuka karena { $what ->
    [duplicate] ada dua bagian dengan nama yang sama
    [symlink] ada bagian yang menunjuk ke berkas lain
    [name] ada nama bagian yang keluar dari dokumen
    [overlap] ada bagian yang saling tumpang tindih
   *[size] ukuran bagiannya tidak seperti yang tertulis
}.
intake-error-false-parts-hint = Jangan buka berkas ini jika pengirimnya tidak dikenal; mintalah teksnya saja.
intake-error-encrypted = Dokumen dilindungi sandi.
intake-error-encrypted-hint = Hapus sandinya di aplikasi pengolah kata, lalu impor lagi.
intake-error-document-type = Dokumen memuat deklarasi DOCTYPE, yang tidak pernah ada dalam DOCX biasa.
intake-error-document-type-hint = Jangan buka berkas ini jika pengirimnya tidak dikenal; mintalah teksnya saja.
intake-error-xml = Bagian { $part } rusak pada bita { $offset }.
intake-error-xml-hint = Buka di aplikasi pengolah kata dan simpan lagi sebagai DOCX.
intake-error-unpack = Bagian { $part } tidak dapat dibuka.
intake-error-unpack-hint = Buka di aplikasi pengolah kata dan simpan lagi sebagai DOCX.
intake-error-json = JSON salah tulis pada baris { $line }, kolom { $column }.
intake-error-json-hint = Pakai JSON yang dicetak oleh perintah show.
intake-error-not-object = JSON harus berupa satu objek, bukan { $found ->
    [array] larik
    [string] teks
    [number] bilangan
    [boolean] nilai benar atau salah
   *[other] null
}.
intake-error-not-object-hint = Simpan setiap naskah dalam berkasnya sendiri.
intake-error-field-text = Isi kolom “{ $field }” tidak sesuai.
intake-error-field-text-hint = Kolom teks harus berupa teks, dan tags berupa larik teks.
intake-error-field-date = Kolom “{ $field }” bukan tanggal.
intake-error-field-date-hint = Tulis tanggal sebagai TTTT-BB-HH, misalnya 2025-10-21.
