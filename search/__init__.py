"""Search finds: questions, documents and the engines that answer."""
