# The image of HipStrength. `docker compose up` builds and starts it; `make rehearse` walks through it without Docker.

FROM debian:13.2-slim AS base
# Debian mends its packages within a release, so their newest versions are the ones to have.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get upgrade --yes \
    && apt-get install --yes --no-install-recommends ca-certificates libpq5 python3 \
    && apt-get clean \
    && rm -rf /var/lib/apt/lists/* /var/log/apt /var/log/dpkg.log /var/cache/debconf \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin hipstrength \
    && install --directory --owner=10001 --group=10001 --mode=700 /data

FROM base AS build
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends binutils postgresql-client-17 python3-pip python3-venv
WORKDIR /app
COPY requirements.txt ./
RUN python3 -m venv --without-pip /venv \
    && python3 -m pip --python /venv/bin/python --disable-pip-version-check \
        install --no-cache-dir --require-hashes --requirement requirements.txt
COPY . .
# Needs neither the secret key nor the database of the site to come.
RUN /venv/bin/python -m hipstrength.serve --build-only \
    && /venv/bin/python -m compileall -q --invalidation-mode unchecked-hash /app
# What is built needs no builders, what speaks English no other languages, and what runs no debugger.
RUN python3 -m pip --python /venv/bin/python uninstall --quiet --yes --root-user-action=ignore \
        django-include-bootstrap lightningcss charset-normalizer \
    && find /venv -type d -name LC_MESSAGES -prune -exec rm -r {} + \
    && find /venv \( -name '_sqlite3.*.so' -o -name '_brotli.*.so' -o -name '_rust.abi3.so' \) \
        -exec strip --strip-unneeded {} +
# Nobody logs in by another site, there are no maps, and the admin's files are in /app/build already.
RUN find /venv -type d \( -path '*/allauth/socialaccount' -o -path '*/django/contrib/gis' \
        -o -path '*/django/contrib/admin/static' \) -prune -exec rm -r {} +
# The report is drawn with three fonts, straight on reportlab's canvas: no charts, no layout and no fonts of reportlab's own.
RUN find /venv -type d \( -path '*/reportlab/fonts' -o -path '*/reportlab/graphics' -o -path '*/reportlab/platypus' \) \
        -prune -exec rm -r {} + \
    && find /venv -path '*/font_source_sans_pro/files/*' ! -name LICENSE.txt \
        ! -name '*-Regular.ttf' ! -name '*-Semibold.ttf' ! -name '*-Bold.ttf' -delete
# reportlab cannot be imported without Pillow, but no picture is ever read: neither its readers nor their libraries are needed.
RUN find /venv -path '*/PIL/*' \( -name '*Plugin*' -o -name '_avif.*' -o -name '_webp.*' -o -name '_imagingcms.*' \
        -o -name '_imagingft.*' -o -name '_imagingmath.*' -o -name '_imagingmorph.*' -o -name '_imagingtk.*' \) -delete \
    && find /venv -path '*/pillow.libs/*' \( -name 'libavif-*' -o -name 'libbrotli*' -o -name 'libfreetype-*' \
        -o -name 'libharfbuzz-*' -o -name 'liblcms2-*' -o -name 'libpng16-*' -o -name 'libsharpyuv-*' \
        -o -name 'libwebp*' \) -delete \
    && find /venv \( -path '*/PIL/*.so' -o -path '*/pillow.libs/*' \) -type f -exec strip --strip-unneeded {} +

FROM base
ENV PATH=/venv/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DATA_DIR=/data \
    HOST=0.0.0.0 \
    PORT=8000 \
    LOG_FORMAT=json \
    STATIC_IS_BUILT=1
# For backups of PostgreSQL.
COPY --from=build /usr/lib/postgresql/17/bin/pg_dump /usr/lib/postgresql/17/bin/pg_restore /usr/lib/postgresql/17/bin/
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=10m --start-interval=2s \
    CMD ["python", "-m", "hipstrength.alive"]
# It waits for the database, brings it up to date and becomes the web server, in one process.
CMD ["python", "-m", "hipstrength.serve"]
