"""Orders to suppliers: the list, the form, the sheet of one."""
