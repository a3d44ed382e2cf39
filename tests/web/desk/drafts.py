"""What a medewerker does on the pages of the catalogue, in the words of a browser."""

BASE = "/medewerker/aanbod"


def posted(page):
    """Return what the form on a page would send."""
    form = page.select("form")[0]
    fields = {}
    for one in form.select("input[name], textarea[name], select[name]"):
        if one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            fields[one["name"]] = chosen["value"]
        elif one.name == "textarea":
            fields[one["name"]] = one.get_text().removeprefix("\r\n")
        elif one.get("type") in ("checkbox", "radio"):
            if one.has_attr("checked"):
                fields.setdefault(one["name"], []).append(one.get("value", "y"))
        else:
            fields[one["name"]] = one.get("value", "")
    return fields


def act(medewerker, path, status=303):
    revision = medewerker.get(BASE).select_one("[name=revision]")
    fields = {"revision": revision["value"] if revision else "0"}
    if status == 303:
        return medewerker.post_and_leave(BASE + path, fields)
    return medewerker.post(BASE + path, fields, status=status)


def change(medewerker, programme="LBG", **changes):
    address = f"{BASE}/programma/{programme}"
    medewerker.post_and_leave(address, posted(medewerker.get(address)) | changes)
