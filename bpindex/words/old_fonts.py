"""Letters of the fonts that people used before Unicode, and how a Vietnamese syllable is made.

Read by nobody: by them texts are known that would print as other letters.
"""

# TCVN3 (.VnTime): one character a letter; the last seven are capitals of their own.
TCVN3 = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
TCVN3_LETTERS = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵăâđêôơư"
# VNI (VNI-Times): a letter and its mark behind it, or one character.
VNI = (
    "aâ aá aà aå aã aä aê aé aè aú aü aë aù aø aû aõ aï eâ eá eà eå eã eä eù eø eû eõ eï "
    "oâ oá oà oå oã oä ôù ôø ôû ôõ ôï où oø oû oõ oï öù öø öû öõ öï uù uø uû uõ uï yù yø yû yõ "
    "ô ö æ ó ò î ñ"
)
VNI_LETTERS = (
    "â ấ ầ ẩ ẫ ậ ă ắ ằ ẳ ẵ ặ á à ả ã ạ ê ế ề ể ễ ệ é è ẻ ẽ ẹ "
    "ô ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ ó ò ỏ õ ọ ứ ừ ử ữ ự ú ù ủ ũ ụ ý ỳ ỷ ỹ "
    "ơ ư ỉ ĩ ị ỵ đ"
)
# A syllable without its tone: what it begins with, its vowels, what it ends with.
SYLLABLE = (
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    "(?P<vowels>iê|yê|ia|ya|uô|ua|ươ|ưa|uyê|uya|uâ|uê|uơ|uy|oa|oă|oe|oo|[aăâeêioôơuưy])"
    "(?:ng|nh|ch|[cmnpt]|(?<=[aoôơuư])i|(?<=[aâ])y|(?<=[ae])o|(?<=[aâêiyơư])u)?"
)
