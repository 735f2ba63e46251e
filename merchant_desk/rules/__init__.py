"""Pure decisions: values in, values or findings out."""
