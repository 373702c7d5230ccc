"""What is wrong with a file of the page layout. Read on the terminal by who makes one."""

FONT = "phông chữ {font}, phông duy nhất đã có số đo"
NOT_NEGATIVE = "một số không âm"
POSITIVE = "một số lớn hơn 0"
SHARE = "một số lớn hơn 0 và không quá 1"
ROOM = "lề và các cột còn chừa chỗ cho số liệu trên khổ giấy"
APPENDIX = "đúng các cột {columns}"
CUT = (
    "Trang {sheet}, dòng {rows}: chữ trong một ô cao hơn mức một dòng Excel có thể (409 điểm) nên "
    "bản in bị cắt; hãy rút ngắn chữ, chia thành nhiều dòng hoặc nới rộng cột."
)
REDUCED = "Các cột rộng hơn phần in của khổ giấy nên trang {sheet} in ở {scale} % cho vừa bề ngang."
