"""What a page answers to each method, by a name for each way in which pages do."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

# Led to the login, or to where somebody belongs who is in.
LOGIN = "302 302 302 302 302 302 302"
# A page to read.
READ = "200 200 405 405 405 405 405"
# A page with a form that leads on.
EDIT = "200 200 302 405 405 405 405"
# A button that leads on.
ACT = "405 405 302 405 405 405 405"
# A form of another page.
SEND = "302 302 302 405 405 405 405"
# Leads to a page.
LEAD = "302 302 405 405 405 405 405"
# The form again, longer.
MORE = "302 302 200 405 405 405 405"
# Not there, as a thing of somebody else.
GONE_EDIT = "404 404 404 405 405 405 405"
# The same, of a page to read.
GONE_READ = "404 404 405 405 405 405 405"
# The same, of a button.
GONE_ACT = "405 405 404 405 405 405 405"
# Said to be closed.
REFUSED = "403 403 403 403 403 403 403"
# Not there at all.
NOWHERE = "404 404 404 404 404 404 404"
# A page of a library.
SHOW = "200 200 405 405 405 405 200"
# A form of a library, which refuses what is sent.
FORM = "200 200 422 200 405 405 200"
# A page of the admin.
LIST = "200 200 200 200 200 200 200"
# The preview, which needs a form.
PREVIEW = "302 302 422 302 302 302 302"
# A page of the admin that takes what is sent.
CHANGE = "200 200 302 200 200 200 200"
# A form of a library that leads on; PUT is POST to it.
DO = "200 200 302 302 405 405 200"
