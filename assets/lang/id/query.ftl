# Yang tidak dipahami dalam pencarian.

hint-unknown-filter = Saringan “{ $word }:” tidak dikenal; dicari sebagai kata biasa.
hint-unknown-filter-near = Saringan “{ $word }:” tidak dikenal; dicari sebagai kata biasa. Maksudnya “{ $suggestion }:”?
hint-unknown-value = “{ $word }” bukan nilai untuk “{ $filter }:”; saringan ini diabaikan.
hint-unknown-value-near = “{ $word }” bukan nilai untuk “{ $filter }:”; saringan ini diabaikan. Maksudnya “{ $suggestion }”?
hint-missing-value = “{ $word }:” belum berisi nilai; saringan ini diabaikan.
hint-open-quote = Tanda petik tidak ditutup; dianggap sampai akhir: “{ $word }”.
hint-too-much = Pencarian terlalu panjang; hanya bagian awalnya yang dipakai.
