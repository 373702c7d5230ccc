Attribute VB_Name = "xlwings_udfs"
Option Explicit

' Written by xlwings from the functions in Python, then adapted: do not edit.

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_DIEM(tu_so, mau_so, diem_toi_da, Optional chi_tieu) As Variant
    On Error GoTo failed
    BP_DIEM = BpCall("bpindex.hosts.udfs", "BP_DIEM", Array(tu_so, mau_so, diem_toi_da, chi_tieu))
    Exit Function
failed:
    BP_DIEM = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_DIEM_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh) As Variant
    On Error GoTo failed
    BP_DIEM_KHOI = BpCall("bpindex.hosts.udfs", "BP_DIEM_KHOI", Array(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh))
    Exit Function
failed:
    BP_DIEM_KHOI = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_INRA(gia_tri, Optional so_le, Optional dau_thap_phan) As Variant
    On Error GoTo failed
    BP_INRA = BpCall("bpindex.hosts.udfs", "BP_INRA", Array(gia_tri, so_le, dau_thap_phan))
    Exit Function
failed:
    BP_INRA = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_INRA_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc) As Variant
    On Error GoTo failed
    BP_INRA_KHOI = BpCall("bpindex.hosts.udfs", "BP_INRA_KHOI", Array(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc))
    Exit Function
failed:
    BP_INRA_KHOI = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_INRA_TINH(thiet_lap, chi_tieu, dinh_chinh) As Variant
    On Error GoTo failed
    BP_INRA_TINH = BpCall("bpindex.hosts.udfs", "BP_INRA_TINH", Array(thiet_lap, chi_tieu, dinh_chinh))
    Exit Function
failed:
    BP_INRA_TINH = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_NEUTHI(ten_don_vi, so_khac, thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc) As Variant
    On Error GoTo failed
    BP_NEUTHI = BpCall("bpindex.hosts.udfs", "BP_NEUTHI", Array(ten_don_vi, so_khac, thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc))
    Exit Function
failed:
    BP_NEUTHI = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_PHIEU(ten_don_vi, ky_truoc, lich_su, thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc) As Variant
    On Error GoTo failed
    BP_PHIEU = BpCall("bpindex.hosts.udfs", "BP_PHIEU", Array(ten_don_vi, ky_truoc, lich_su, thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc))
    Exit Function
failed:
    BP_PHIEU = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_TINHDIEM_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc, so_cot) As Variant
    On Error GoTo failed
    BP_TINHDIEM_KHOI = BpCall("bpindex.hosts.udfs", "BP_TINHDIEM_KHOI", Array(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh, nam_truoc, so_cot))
    Exit Function
failed:
    BP_TINHDIEM_KHOI = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_TINHTRANG() As Variant
    On Error GoTo failed
    BP_TINHTRANG = BpCall("bpindex.hosts.udfs", "BP_TINHTRANG", Array())
    Exit Function
failed:
    BP_TINHTRANG = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_TONGHOP_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh) As Variant
    On Error GoTo failed
    BP_TONGHOP_KHOI = BpCall("bpindex.hosts.udfs", "BP_TONGHOP_KHOI", Array(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh))
    Exit Function
failed:
    BP_TONGHOP_KHOI = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_TYLE(tu_so, mau_so) As Variant
    On Error GoTo failed
    BP_TYLE = BpCall("bpindex.hosts.udfs", "BP_TYLE", Array(tu_so, mau_so))
    Exit Function
failed:
    BP_TYLE = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_TYLE_KHOI(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh) As Variant
    On Error GoTo failed
    BP_TYLE_KHOI = BpCall("bpindex.hosts.udfs", "BP_TYLE_KHOI", Array(thiet_lap, chi_tieu, don_vi, so_lieu, dinh_chinh))
    Exit Function
failed:
    BP_TYLE_KHOI = CVErr(xlErrValue)
End Function

''
' Worksheet function computed by Python; #VALUE! when Python cannot be reached.
''
Public Function BP_XEPLOAI(tong_diem, Optional bang_xep_loai) As Variant
    On Error GoTo failed
    BP_XEPLOAI = BpCall("bpindex.hosts.udfs", "BP_XEPLOAI", Array(tong_diem, bang_xep_loai))
    Exit Function
failed:
    BP_XEPLOAI = CVErr(xlErrValue)
End Function
