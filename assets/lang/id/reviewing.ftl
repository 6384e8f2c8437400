# Tinjauan, riwayat, perbandingan.
