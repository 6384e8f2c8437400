# Kata-kata: demo.

demo-made = { $office }: kantor contoh dengan { $count } naskah. Semua isinya rekaan.
demo-import = 1. Sebuah rilis masuk. Nur mengimpornya; yang bukan bagian naskah ditinggalkan.
demo-check = 2. Pemeriksa bahasa membacanya: hari yang tidak cocok dengan tanggalnya adalah galat.
demo-held = 3. Naskah yang masih bergalat tidak sampai ke peninjau.
demo-edit = 4. Nur memperbaiki harinya, lalu melihat apa yang berubah.
demo-submit = 5. Sekarang naskah diajukan kepada peninjau.
demo-own = 6. Nur boleh meninjau, tetapi bukan tulisannya sendiri.
demo-approve = 7. Ratna sudah membaca revisi 2 dan menyetujui revisi itu saja.
demo-export = 8. Yang disetujui terbit, yang lain tidak.
demo-verify = 9. Setiap langkah adalah catatan bertanda tangan; siapa pun dapat memeriksanya.
demo-done = ✓ Situs sudah ditulis. Buka di peramban:
demo-next = Lanjutkan dengan meja ini:
demo-left = Meja contoh tetap ada di { $place }; folder itu boleh dihapus.
