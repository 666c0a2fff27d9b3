"""The rules: functions of plain values, with nothing but the standard library below them."""
