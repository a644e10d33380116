"""How does the server reach the house?"""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hongbang.config.settings")
application = get_wsgi_application()
