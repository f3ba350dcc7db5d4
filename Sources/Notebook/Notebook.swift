// Session, commands as data, checker, interpreter; knows no verb.
