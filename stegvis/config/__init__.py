"""Settings, addresses and gates. Names everyone; named by no one."""
