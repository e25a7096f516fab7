/* Only names: needs no room. */
enum kind { KIND_A, KIND_B };
