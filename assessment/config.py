"""Every setting, read from the environment once, typed, with its default."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation runs; each field is set by ``BOP_`` and its name in capitals."""

    data: Path  # folder of the database, the queue and the secret key
    database_url: str  # default: an SQLite file in ``data``
    secret_key: str  # default: made at the first start and kept in ``data``
    host: str
    port: int
    public_url: str  # the address that people see; https makes cookies secure

    @property
    def secure(self) -> bool:
        """Return whether people reach this installation over https."""
        return self.public_url.startswith("https://")

    @property
    def queue_file(self) -> Path:
        """Return where the queue of documents to make is kept."""
        return self.data / "queue.db"


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Return the settings in ``environ``; makes the data folder and the secret key if needed."""
    env = os.environ if environ is None else environ
    data = Path(env.get("BOP_DATA", "var")).resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    host, port = env.get("BOP_HOST", "127.0.0.1"), int(env.get("BOP_PORT", "8000"))
    return Settings(
        data=data,
        database_url=env.get("BOP_DATABASE_URL", f"sqlite:///{data / 'bop.db'}"),
        secret_key=env.get("BOP_SECRET_KEY") or _kept_key(data / "secret-key"),
        host=host,
        port=port,
        public_url=env.get("BOP_PUBLIC_URL", f"http://{host}:{port}"),
    )


def _kept_key(path: Path) -> str:
    """Return the key in ``path``; of two processes that make it at once, one key wins."""
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            new.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    return path.read_text(encoding="ascii")
