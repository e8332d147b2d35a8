# The portal as a container: `docker compose up` (compose.yaml) shows it with PostgreSQL and Elasticsearch.
FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DJANGO_SETTINGS_MODULE=portal.settings.production
WORKDIR /srv/minhbach
COPY requirements.lock .
RUN pip install --no-cache-dir --require-hashes --requirement requirements.lock
COPY . .
# Values that only let the settings load; nothing of them stays in the image.
RUN SECRET_KEY=build ALLOWED_HOSTS=build PUBLIC_URL=https://build DATABASE_URL=sqlite:////tmp/build.sqlite3 \
    python manage.py collectstatic --noinput --verbosity 0 \
    --skip-checks \
 && useradd --system --no-create-home portal \
 && install -d -o portal /srv/media
ENV MEDIA_ROOT=/srv/media
USER portal
EXPOSE 8000
CMD ["gunicorn", "portal.wsgi", "--bind", "0.0.0.0:8000", "--workers", "2", "--threads", "4", "--no-control-socket"]
