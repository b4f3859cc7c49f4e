# Two stages: one that can build, one that can only run. The Debian release is named, so that a
# new one comes when it is chosen; fixes within it, and of Python 3.11, come with every build.
FROM python:3.11-slim-trixie AS build
WORKDIR /src
RUN python -m venv /venv
COPY requirements/run.txt requirements/dev.txt requirements/
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
# The build backend comes from the same pins as everything else.
RUN python -m venv /build && /build/bin/pip install --no-cache-dir --require-hashes -r requirements/dev.txt
COPY pyproject.toml README.md ./
COPY bot bot
COPY config config
COPY connectors connectors
COPY planner planner
COPY store store
RUN /build/bin/python -m build --wheel --no-isolation --outdir /dist \
 && /venv/bin/pip install --no-cache-dir --no-deps /dist/*.whl

FROM python:3.11-slim-trixie
RUN useradd --system --uid 10001 --home-dir /data shipcast && install -d -o shipcast /data
COPY --from=build /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SHIPCAST_DATABASE=sqlite:////data/shipcast.db \
    SHIPCAST_WEB_HOST=0.0.0.0 \
    SHIPCAST_WEB_PORT=3000
# By number, because whoever runs it can tell from that alone that it is not root.
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"SHIPCAST_WEB_PORT\"]}/healthz', timeout=4)"]
ENTRYPOINT ["shipcast"]
CMD ["run"]
