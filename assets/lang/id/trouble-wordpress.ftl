# Kendala pada situs WordPress, masing-masing dengan jalan keluarnya, dan langkah pemeriksaannya.

trouble-no-name = Alamat { $host } tidak ditemukan.
trouble-no-name-hint = Periksa jaringan dan ejaan alamatnya; kiriman dicoba lagi dengan sendirinya.
trouble-no-server = { $host } tidak menerima sambungan.
trouble-no-server-hint = Servernya mati atau alamatnya keliru; kiriman dicoba lagi dengan sendirinya.
trouble-reset = Sambungan ke { $host } terputus.
trouble-reset-hint = Kiriman diperiksa dahulu di sana, lalu dicoba lagi dengan sendirinya.
trouble-cut = Jawaban { $host } terpotong.
trouble-cut-hint = Kiriman diperiksa dahulu di sana, lalu dicoba lagi dengan sendirinya.
trouble-too-large-answer = Jawaban { $host } terlalu besar.
trouble-too-large-answer-hint = Bukan begitu WordPress menjawab: periksa alamatnya dengan “redaksi destination test”.
trouble-not-http = Yang menjawab di { $host } bukan server web.
trouble-not-http-hint = Periksa alamat dan portnya dengan “redaksi destination test”.
trouble-proxy = Proksi kantor tidak meneruskan kiriman ke { $host }.
trouble-proxy-hint = Periksa proxy di redaksi.toml, dan tanyakan kepada pengelola jaringan.
trouble-elsewhere = Alamat yang diminta bukan milik { $host }: tidak ada yang dikirim.
trouble-elsewhere-hint = Periksa tujuan dengan “redaksi destination test”.
trouble-address-form = Alamat tujuan bukan alamat web.
trouble-address-form-hint = Tulis alamat lengkap, misalnya https://situs.go.id/.
trouble-address-user = Alamat tujuan memuat nama pengguna atau kata sandi.
trouble-address-user-hint = Tulis alamat tanpa keduanya; nama akun disimpan sebagai pengaturan account.
trouble-address-plain = Alamat tujuan tidak dimulai dengan https.
trouble-address-plain-hint = Kata sandi hanya dikirim lewat sambungan aman: minta pengelola situs memasang sertifikat.
trouble-address-number = Alamat tujuan berupa angka, bukan nama.
trouble-address-number-hint = Tulis nama situsnya.
trouble-address-own = Alamat tujuan adalah komputer ini sendiri.
trouble-address-own-hint = Hanya untuk percobaan: allow_insecure_loopback di redaksi.toml.
trouble-bad-proxy = Alamat proksi untuk { $host } tidak dapat dipakai.
trouble-bad-proxy-hint = Periksa proxy di redaksi.toml, misalnya http://proksi.kantor.id:3128.
trouble-bad-ca-file = Berkas sertifikat untuk { $host } tidak terbaca atau kosong.
trouble-bad-ca-file-hint = Periksa ca_file di redaksi.toml: berkas PEM.
trouble-bad-secret = Kata kunci untuk { $host } memuat tanda yang tidak dapat dikirim.
trouble-bad-secret-hint = Beri lagi dengan “redaksi destination change NAMA --secret-file BERKAS”.
trouble-tls-untrusted = Sambungan ke { $host } tidak dapat dipercaya: sertifikatnya dari pihak yang tidak dikenal.
trouble-tls-untrusted-hint = Mungkin ada proksi yang menyadap di tengah. Bila itu proksi kantor, beri sertifikatnya sebagai ca_file di redaksi.toml; selain itu jangan teruskan.
trouble-tls-name = Sertifikat yang ditunjukkan bukan untuk { $host }.
trouble-tls-name-hint = Periksa alamatnya; atau jaringan ini mengalihkan sambungan dan meminta login.
trouble-tls-expired = Sertifikat { $host } sudah kedaluwarsa.
trouble-tls-expired-hint = Minta pengelola situs memperbaruinya, dan periksa jam komputer ini.
trouble-tls-not-yet = Sertifikat { $host } belum berlaku.
trouble-tls-not-yet-hint = Periksa jam komputer ini.
trouble-tls-version = { $host } hanya berbicara TLS yang terlalu tua.
trouble-tls-version-hint = Minta pengelola situs memakai TLS 1.2 atau 1.3.
trouble-tls-other = Sambungan aman ke { $host } gagal.
trouble-tls-other-hint = Periksa tujuan dengan “redaksi destination test”.
trouble-redirect = { $host } mengalihkan ke { $to }; kata sandi tidak ikut dikirim.
trouble-redirect-hint = Bila { $to } memang situsnya, ganti alamat tujuan; bila tidak, jaringan ini mungkin meminta login.
trouble-site-password = { $host } dijaga kata sandi server web, di luar WordPress.
trouble-site-password-hint = Minta pengelola situs membukanya untuk /wp-json/.
trouble-firewall = Penjaga di depan { $host } menolak kiriman.
trouble-firewall-hint = Minta pengelola situs mengizinkan redaksi; kata-katanya ada di “redaksi outbox show”.
trouble-no-api = Di alamat ini { $host } tidak menjawab sebagai WordPress.
trouble-no-api-hint = Periksa tujuan dengan “redaksi destination test”.
trouble-not-known = { $host } tidak mengenal akun ini.
trouble-not-known-hint = “redaksi destination test” memeriksa apakah kata sandi aplikasinya keliru atau server membuangnya.
trouble-wrong-password = { $host } tidak mengenal nama akun atau kata sandi aplikasi ini.
trouble-wrong-password-hint = Buat kata sandi aplikasi baru di profil akun itu, lalu “redaksi destination change NAMA --secret-file BERKAS”.
trouble-header-dropped = Kata sandinya benar, tetapi server web { $host } membuang tajuk Authorization.
trouble-header-dropped-hint = Minta pengelola situs menulis “CGIPassAuth On” di Apache, atau di .htaccess: RewriteRule .* - [E=HTTP_AUTHORIZATION:%{"{"}HTTP:Authorization{"}"}]
trouble-passwords-off = { $host } tidak menawarkan kata sandi aplikasi.
trouble-passwords-off-hint = Situsnya tanpa HTTPS, atau pengaya keamanan mematikannya; nyalakan di sana.
trouble-not-allowed = Akun ini tidak boleh melakukannya di { $host }.
trouble-not-allowed-hint = Beri akun itu peran penulis atau penyunting di WordPress.
trouble-role-too-low = Peran akun ini ({ $role }) tidak boleh menulis naskah.
trouble-role-too-low-hint = Beri akun itu peran penulis atau penyunting di WordPress.
trouble-only-pending = Peran akun ini ({ $role }) tidak boleh menerbitkan: naskah akan menunggu penyunting situs.
trouble-only-pending-hint = Biarkan demikian, atau beri akun itu peran penulis di WordPress.
trouble-rejected = { $host } menolak kiriman ini.
trouble-rejected-hint = Kata-katanya ada di “redaksi outbox show”.
trouble-too-large = Kiriman ini terlalu besar untuk { $host }.
trouble-too-large-hint = Perpendek naskahnya, atau minta batas yang lebih besar di situs.
trouble-wrong-file = { $host } tidak menerima jenis berkas ini.
trouble-wrong-file-hint = Ganti berkasnya dengan JPEG atau PNG.
trouble-server-error = Server { $host } bermasalah.
trouble-server-error-hint = Kiriman diperiksa dahulu di sana, lalu dicoba lagi dengan sendirinya.
trouble-notice = { $host } menulis peringatan PHP di dalam jawabannya.
trouble-notice-hint = Minta pengelola situs mematikan display_errors; kiriman diperiksa lagi dengan sendirinya.
trouble-late = Jawaban sebelumnya hilang; { $host } mungkin masih mengerjakannya.
trouble-late-hint = Dalam beberapa menit kiriman dicoba lagi dengan sendirinya, supaya tidak terbit dua kali.
trouble-other-account = Naskah ini sudah ada di { $host } atas akun lain.
trouble-other-account-hint = Pakai akun yang dahulu, atau beri akun ini peran penyunting.
trouble-gone-there = Naskah ini sudah tidak ada di { $host }: dihapus di sana.
trouble-gone-there-hint = Putuskan dengan “redaksi outbox resolve”.
trouble-not-ours-there = Di { $host }, nomor naskah ini sekarang milik tulisan lain.
trouble-not-ours-there-hint = Tidak ada yang diubah di sana. Periksa situsnya, lalu putuskan dengan “redaksi outbox resolve”.
trouble-trashed-there = Naskah ini dibuang ke tempat sampah di { $host }.
trouble-trashed-there-hint = Putuskan dengan “redaksi outbox resolve”: kembalikan atau biarkan.
trouble-edited-there = Naskah ini disunting orang di { $host }.
trouble-edited-there-hint = Bandingkan dengan “redaksi outbox show”, lalu putuskan dengan “redaksi outbox resolve”.
trouble-overwrote = Kiriman kami menimpa suntingan yang baru saja disimpan orang di { $host }.
trouble-overwrote-hint = Kata-katanya tersimpan: lihat “redaksi outbox show”, lalu putuskan dengan “redaksi outbox resolve”.
trouble-changed-by-site = { $host } mengubah yang dikirim: { $fields }.
trouble-changed-by-site-hint = Bandingkan dengan “redaksi outbox show”; mungkin sebuah pengaya menyunting naskah.
trouble-two-public = Naskah ini terbit dua kali di { $host }.
trouble-two-public-hint = Hapus salah satunya di situs; redaksi tidak menghapus yang sudah dilihat pembaca.
trouble-section-missing = Rubrik “{ $section }” tidak ada di { $host }, dan akun ini tidak boleh membuatnya.
trouble-section-missing-hint = Minta penyunting situs membuatnya, atau petakan dengan “redaksi destination change”.
trouble-sections-missing = Rubrik meja ini yang tidak ada di { $host }: { $sections }. Akun ini tidak boleh membuatnya di sana.
trouble-sections-missing-hint = Minta penyunting situs membuatnya, atau: redaksi destination change { $destination } --set section-{ $slug }=ID
trouble-sections-gone = Rubrik dipetakan ke nomor yang tidak ada di { $host }: { $sections }.
trouble-sections-gone-hint = Lihat nomornya di situs, lalu: redaksi destination change { $destination } --set section-{ $slug }=ID
trouble-section-dropped = { $host } membuang rubrik naskah ini.
trouble-section-dropped-hint = Rubriknya dipetakan ke nomor yang sudah tidak ada: jalankan “redaksi destination test”.
trouble-scheduled-there = { $host } menunda naskah ini sebagai terbitan mendatang.
trouble-scheduled-there-hint = Jam situs dan jam komputer ini berbeda; kiriman dicoba lagi dengan sendirinya.
trouble-clock-skew = Jam komputer ini dan jam { $host } berbeda { $minutes } menit.
trouble-clock-skew-hint = Setel jam komputer ini lewat jaringan; bila sudah benar, beri tahu pengelola situs.
trouble-still-there = Naskah ini belum hilang dari { $host }.
trouble-still-there-hint = Kiriman dicoba lagi dengan sendirinya.
trouble-back-there = Naskah yang sudah ditarik terbit lagi di { $host }.
trouble-back-there-hint = Periksa siapa yang mengembalikannya, lalu tarik lagi dengan “redaksi outbox resolve”.
trouble-disguised = Nama { $host } memuat huruf tersamar (xn--).
trouble-disguised-hint = Pastikan ini benar-benar situs kantor.
trouble-zone-differs = Zona waktu situs ({ $site }) bukan zona kantor ({ $office }).
trouble-zone-differs-hint = Waktu terbit tetap benar; jam yang tampil di situs mengikuti zonanya.
trouble-left-behind = Naskah percobaan tidak dapat dihapus dari { $host }.
trouble-left-behind-hint = Hapus di sana draf yang berjudul “Uji redaksi”.
trouble-search-blind = Pencarian di { $host } tidak menemukan draf.
trouble-search-blind-hint = Sebuah pengaya mengambil alih pencarian; naskah tetap dikenali dari alamatnya.
trouble-proxy-ignored = Lingkungan menyebut sebuah proksi ({ $names }); redaksi tidak melewatinya.
trouble-proxy-ignored-hint = Bila tidak ada jalan keluar lain: proxy = "http://HOST:PORT" di bawah [destination.{ $destination }] dalam redaksi.toml.
trouble-authorities-ignored = Lingkungan menyebut sertifikat yang dipercaya ({ $names }); redaksi hanya percaya kepada yang dipercaya komputer ini.
trouble-authorities-ignored-hint = Bila kantor memerlukan yang lain juga: ca_file = "BERKAS" di bawah [destination.{ $destination }] dalam redaksi.toml.

step-address = Alamat: { $host }
step-environment = Variabel lingkungan yang tidak dipakai: { $names }
step-reached = { $way ->
    [plain] Sambungan di dalam komputer ini, tanpa enkripsi
   *[secure] Sambungan aman ke situs
}{ $named ->
    [yes] ; server: { $server }
   *[no] {""}
}
step-clock = Selisih jam: { $seconds } detik
step-api = REST API WordPress: { $name }
step-passwords = Kata sandi aplikasi ditawarkan
step-account = Akun: { $account } ({ $name })
step-role = Peran: { $role }
step-zone = Zona waktu situs: { $site }
step-sections = Rubrik di situs: { $count }
step-trip = Naskah percobaan pulang pergi tanpa berubah
step-cost = Selesai dalam { $ms } ms; terkirim { $sent } B, diterima { $received } B
