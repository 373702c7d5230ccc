"""Read in names of agencies and counts, however a table writes them."""

# How names of agencies are written, all in small letters.
AGENCY_PREFIXES = ("ủy ban nhân dân", "ubnd", "uỷ ban nhân dân")
# Kinds of places, with their abbreviations.
PLACE_KINDS = {
    "h": "huyện", "tx": "thị xã", "tp": "thành phố", "p": "phường", "x": "xã", "tt": "thị trấn",
    "đk": "đặc khu", "t": "tỉnh", "q": "quận",
}  # fmt: skip
PROVINCE_KINDS = ("tỉnh", "thành phố")
# Letters with which the names of bodies begin, whatever follows.
BODY_LETTERS = {
    "vp": "văn phòng", "bql": "ban quản lý", "ban ql": "ban quản lý", "ca": "công an",
    "ttpvhcc": "trung tâm phục vụ hành chính công",
}  # fmt: skip
# Words that names of one agency have or leave out.
LEFT_OUT = frozenset({"và", "các"})
# Words that one name of a count has and a name of the same count has as well.
DENIALS = ("chưa", "không")
# Kinds of words that exclude each other: stages of a dossier, its time, its way.
STAGES = (
    ("đang",), ("tiếp nhận", "nhận"), ("đã giải quyết", "giải quyết", "đã xử lý", "xử lý"),
)  # fmt: skip
STAGE_DONE = 2
OPPOSITES = (
    STAGES,
    (("trước hạn", "sớm"), ("đúng hạn", "trong hạn"), ("quá hạn", "trễ hạn", "trễ")),
    (("trực tuyến", "qua mạng"), ("trực tiếp", "bưu chính", "bcci")),
)
