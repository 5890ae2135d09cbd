"""Will it rain in Seattle tomorrow? Feature, training and inference pipelines over 1461 real days.

Each pipeline is a module that runs by itself and hands files to the next:
`weather.features` -> dataset.csv -> `weather.training` -> model.joblib -> `weather.evaluation`, `weather.inference`.
"""
