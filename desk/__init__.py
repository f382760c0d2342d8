"""The web desk: pages where staff confirm, look and send; every act is a call of office/."""
