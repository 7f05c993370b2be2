"""Which software made the findings."""

import platform
from importlib import metadata

# What the numbers, figures and documents depend on; the rest is in requirements.lock.
PACKAGES = ("snakemake", "pandas", "numpy", "scipy", "scikit-learn", "spacy", "snowballstemmer",
            "rapidfuzz", "matplotlib", "python-docx", "jinja2")  # fmt: skip


def software_versions(language_model: str) -> dict[str, str]:
    """Versions by name: Python, the packages that matter, and the language model's package.

    A package that is not installed is called so; nothing is imported.
    """
    versions = {"Python": platform.python_version()}
    for package in (*PACKAGES, language_model):
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            versions[package] = "not installed"
    return versions
