"""The report as a PDF file; reportlab is loaded only with `document`."""
