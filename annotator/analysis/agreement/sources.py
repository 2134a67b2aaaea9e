"""Where each measure is described."""

from __future__ import annotations

_KAPPA = "Cohen 1960, Educational and Psychological Measurement 20(1), 37–46"
_F1 = "Hripcsak & Rothschild 2005, Journal of the American Medical Informatics Association 12(3), 296–298"  # noqa: E501
_UNITS = "Krippendorff, Mathet, Bouvry & Widlöcher 2016, Quality & Quantity 50, 2347–2364"
_GWET = "Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition"
_CONTENT = "Krippendorff 2004, Content Analysis, 2nd edition"

SOURCES: dict[str, str] = {
    "span_f1": _F1,
    "semeval_f1": "Segura-Bedmar, Martínez & Herrero-Zazo 2013, SemEval-2013 task 9.1",
    "u_alpha": _UNITS,
    "u_alpha_binary": _UNITS,
    "cu_alpha": _UNITS,
    "ku_alpha": _UNITS,
    "alpha_u_2004": f"{_CONTENT}, 251–256",
    "gamma": "Mathet, Widlöcher & Métivier 2015, Computational Linguistics 41(3), 437–479",
    "gamma_cat": "Mathet 2017, Computational Linguistics 43(3), 661–681",
    "token_kappa": f"{_KAPPA}; over tokens, as an extra",
    "percent_agreement": f"{_GWET}, chapter 2",
    "gwet_ac1": _GWET,
    "gwet_ac2": _GWET,
    "krippendorff_alpha": f"{_CONTENT}, chapter 11; MASI: Passonneau 2006, LREC, 831–836",
    "cohen_kappa": _KAPPA,
    "relation_f1": _F1,
}
"""By the name of a measure."""
